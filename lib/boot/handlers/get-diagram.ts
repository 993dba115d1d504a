import { getDiagram } from '@/lib/features/diagrams/get-diagram'
import { diagramParams } from '@/lib/features/diagrams/schema'
import { respondWith } from '@/lib/http/respond-with'
import { route } from '@/lib/http/route'
import { isKnown, notModified } from '@/lib/http/unless-known'

/** `GET /api/diagrams/:id`, from whichever entrance it is asked. */
export const getDiagramHandler = route(
  { signedIn: true, params: diagramParams },
  async ({ request, actor, params }) => {
    const { json, etag } = await getDiagram({
      actor,
      diagramId: params.diagramId,
      ...(request.headers.has('if-none-match') ? { isKnown: (tag: string) => isKnown(request, tag) } : {}),
    })
    const headers = { etag, 'cache-control': 'private, no-cache', vary: 'Accept-Encoding' }
    return json === null
      ? notModified(headers)
      : respondWith(json, { headers: { ...headers, 'content-type': 'application/json' } })
  },
)
