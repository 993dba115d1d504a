import { putDocument } from '@/lib/features/diagrams/put-document'
import { diagramParams, putDocumentInput } from '@/lib/features/diagrams/schema'
import { maxDocumentBodyBytes } from '@/lib/features/documents/schema'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const PUT = route(
  { signedIn: true, params: diagramParams, body: putDocumentInput, bodyLimitBytes: maxDocumentBodyBytes },
  async ({ request, actor, params, body }) => {
    const ifMatch = request.headers.get('if-match')
    const { diagramId } = params
    const { etag, answerEtag } = await putDocument({ actor, diagramId, document: body.document, ifMatch })
    return json({ etag }, { headers: { etag: answerEtag } })
  },
)
