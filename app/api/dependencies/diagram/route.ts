import { createMapDiagram } from '@/lib/features/component-bindings/create-map-diagram'
import { computeAnswerEtag } from '@/lib/features/diagrams/answer-etag'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { getDependencyMap } from '@/lib/ops/health/get-dependency-map'

export const POST = route({ signedIn: true }, async ({ actor }) => {
  const diagram = await createMapDiagram({ actor, map: getDependencyMap({ actor }) })
  const headers = { location: `/api/diagrams/${diagram.id}`, etag: computeAnswerEtag(diagram, '') }
  return json(diagram, { status: 201, headers })
})
