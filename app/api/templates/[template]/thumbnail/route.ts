import { getTemplatePicture } from '@/lib/features/diagrams/get-template-picture'
import { templateParams, thumbnailQuery } from '@/lib/features/diagrams/schema'
import { respondWith } from '@/lib/http/respond-with'
import { route } from '@/lib/http/route'

export const GET = route(
  { signedIn: true, limit: 'media', params: templateParams, query: thumbnailQuery },
  async ({ actor, params, query }) => {
    const { bytes, contentType } = await getTemplatePicture({ actor, templateId: params.template, theme: query.theme })
    return respondWith([bytes], { headers: { 'content-type': contentType, 'cache-control': 'private, max-age=3600' } })
  },
)
