import { moveDiagram } from '@/lib/features/diagrams/move-diagram'
import { diagramParams, moveDiagramInput } from '@/lib/features/diagrams/schema'
import { noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const PUT = route(
  { signedIn: true, params: diagramParams, body: moveDiagramInput },
  async ({ actor, params, body }) => {
    await moveDiagram({ actor, diagramId: params.diagramId, teamId: body.teamId })
    return noContent()
  },
)
