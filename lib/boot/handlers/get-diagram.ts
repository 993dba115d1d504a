import { getDiagram } from '@/lib/features/diagrams/get-diagram'
import { diagramParams } from '@/lib/features/diagrams/schema'
import { route } from '@/lib/http/route'

/** `GET /api/diagrams/:id`, from whichever entrance it is asked. */
export const getDiagramHandler = route({ signedIn: true, params: diagramParams }, async ({ actor, params }) => {
  const { json, etag } = await getDiagram({ actor, diagramId: params.diagramId })
  return new Response(json, {
    headers: { 'content-type': 'application/json', etag, 'cache-control': 'private, no-cache' },
  })
})
