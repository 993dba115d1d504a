import { duplicateDiagram } from '@/lib/features/diagrams/duplicate-diagram'
import { diagramParams } from '@/lib/features/diagrams/schema'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route({ signedIn: true, params: diagramParams }, async ({ actor, params }) => {
  const copy = await duplicateDiagram({ actor, diagramId: params.diagramId })
  return json(copy, { status: 201, headers: { location: `/api/diagrams/${copy.id}` } })
})
