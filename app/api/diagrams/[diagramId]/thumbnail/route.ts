import { getThumbnail } from '@/lib/features/diagrams/get-thumbnail'
import { diagramParams, thumbnailQuery } from '@/lib/features/diagrams/schema'
import { respondWith } from '@/lib/http/respond-with'
import { route } from '@/lib/http/route'
import { isKnown, notModified } from '@/lib/http/unless-known'

export const GET = route(
  { signedIn: true, limit: 'media', params: diagramParams, query: thumbnailQuery },
  async ({ request, actor, params, query }) => {
    const { etag, draw } = await getThumbnail({ actor, diagramId: params.diagramId, theme: query.theme })
    const headers = { etag, 'cache-control': 'private, no-cache' }
    if (isKnown(request, etag)) return notModified(headers)
    const { bytes, contentType } = await draw()
    return respondWith([bytes], { headers: { ...headers, 'content-type': contentType } })
  },
)
