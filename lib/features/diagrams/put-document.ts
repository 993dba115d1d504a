import type { Actor } from '@/lib/core/actor'
import { listStrongTags } from '@/lib/core/entity-tag'
import { AppError } from '@/lib/core/errors'
import type { DiagramId } from '@/lib/core/ids'
import { count } from '@/lib/platform/metrics/metrics'
import { getDocumentGateway } from '../documents/document-gateway'
import type { DocumentSnapshot } from '../documents/schema'
import { computeAnswerEtag, findDocumentEtag } from './answer-etag'
import { authorizeDiagram } from './authorize-diagram'
import { presentDiagram } from './present'

/**
 * Replaces the document when it is still one of those that `ifMatch` names, by their own ETag or by that of the whole
 * diagram; `*` replaces whatever is there. `answerEtag` is what reading the diagram answers with now.
 * Errors: precondition_required, precondition_failed, conflict in the trash, and those of the document gateway.
 */
export async function putDocument(asked: {
  actor: Actor
  diagramId: DiagramId
  document: DocumentSnapshot
  ifMatch: string | null
}): Promise<{ etag: string; answerEtag: string }> {
  const { actor, diagramId, document, ifMatch } = asked
  const { diagram } = await authorizeDiagram({ actor, diagramId, action: 'edit' })
  if (!ifMatch) {
    throw new AppError('precondition_required', 'Send the ETag of the document you changed in If-Match.')
  }
  if (diagram.trashedAt) throw new AppError('conflict', 'This diagram is in the trash. Restore it to change it.')
  const tags = listStrongTags(ifMatch)
  const expected = tags === '*' ? null : tags.map(findDocumentEtag)
  const { etag } = await getDocumentGateway().replace({ diagramId, actor, document, ifMatch: expected })
  count('diagram_service_diagrams_updated_total', {})
  const after = await authorizeDiagram({ actor, diagramId, action: 'view' })
  // Of what was written here: somebody may have drawn since.
  return { etag, answerEtag: computeAnswerEtag({ ...presentDiagram(after), etag }, after.diagram.note) }
}
