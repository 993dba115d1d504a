import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import type { DiagramId } from '@/lib/core/ids'
import { count } from '@/lib/platform/metrics/metrics'
import { getDocumentGateway } from '../documents/document-gateway'
import type { DocumentSnapshot } from '../documents/schema'
import { authorizeDiagram } from './authorize-diagram'

/**
 * Replaces the document when it is still the one that `ifMatch` names; `*` replaces whatever is there.
 * Errors: precondition_required, precondition_failed, conflict in the trash, and those of the document gateway.
 */
export async function putDocument(asked: {
  actor: Actor
  diagramId: DiagramId
  document: DocumentSnapshot
  ifMatch: string | null
}): Promise<{ etag: string }> {
  const { actor, diagramId, document, ifMatch } = asked
  const { diagram } = await authorizeDiagram({ actor, diagramId, action: 'edit' })
  if (!ifMatch) {
    throw new AppError('precondition_required', 'Send the ETag of the document you changed in If-Match.')
  }
  if (diagram.trashedAt) throw new AppError('conflict', 'This diagram is in the trash. Restore it to change it.')
  const expected = ifMatch === '*' ? null : ifMatch
  const replaced = await getDocumentGateway().replace({ diagramId, actor, document, ifMatch: expected })
  count('diagram_service_diagrams_updated_total', {})
  return replaced
}
