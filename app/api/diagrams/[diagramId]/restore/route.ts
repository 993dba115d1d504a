import { restoreDiagram } from '@/lib/features/diagrams/restore-diagram'
import { diagramParams } from '@/lib/features/diagrams/schema'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route({ signedIn: true, params: diagramParams }, async ({ actor, params }) =>
  json(await restoreDiagram({ actor, diagramId: params.diagramId })),
)
