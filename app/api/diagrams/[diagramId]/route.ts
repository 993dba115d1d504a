import { deleteDiagram } from '@/lib/features/diagrams/delete-diagram'
import { deleteDiagramQuery, diagramParams, updateDiagramInput } from '@/lib/features/diagrams/schema'
import { trashDiagram } from '@/lib/features/diagrams/trash-diagram'
import { updateDiagram } from '@/lib/features/diagrams/update-diagram'
import { json, noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export { getDiagramHandler as GET } from '@/lib/boot/handlers/get-diagram'

export const PATCH = route(
  { signedIn: true, params: diagramParams, body: updateDiagramInput },
  async ({ actor, params, body }) => json(await updateDiagram({ actor, diagramId: params.diagramId, change: body })),
)

export const DELETE = route(
  { signedIn: true, params: diagramParams, query: deleteDiagramQuery },
  async ({ actor, params, query }) => {
    const remove = query.permanent === 'true' ? deleteDiagram : trashDiagram
    await remove({ actor, diagramId: params.diagramId })
    return noContent()
  },
)
