import { computeAnswerEtag } from '@/lib/features/diagrams/answer-etag'
import { createDiagram } from '@/lib/features/diagrams/create-diagram'
import { listDiagrams } from '@/lib/features/diagrams/list-diagrams'
import { createDiagramInput, listDiagramsQuery } from '@/lib/features/diagrams/schema'
import { maxDocumentBodyBytes } from '@/lib/features/documents/schema'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { jsonUnlessKnown } from '@/lib/http/unless-known'

export const GET = route({ signedIn: true, query: listDiagramsQuery }, async ({ request, actor, query }) =>
  jsonUnlessKnown(request, await listDiagrams({ actor, query })),
)

export const POST = route(
  { signedIn: true, body: createDiagramInput, bodyLimitBytes: maxDocumentBodyBytes },
  async ({ actor, body }) => {
    const diagram = await createDiagram({ actor, input: body })
    return json(diagram, {
      status: 201,
      headers: { location: `/api/diagrams/${diagram.id}`, etag: computeAnswerEtag(diagram, body.note) },
    })
  },
)
