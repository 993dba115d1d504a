import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import type { DiagramId } from '@/lib/core/ids'
import { recordAudit } from '@/lib/platform/audit/record-audit'
import { count } from '@/lib/platform/metrics/metrics'
import { getDocumentGateway } from '../documents/document-gateway'
import { authorizeDiagram } from './authorize-diagram'
import { diagramRepo } from './repo'

/** Deletes a diagram for ever. Errors: conflict while it is not in the trash. */
export async function deleteDiagram({ actor, diagramId }: { actor: Actor; diagramId: DiagramId }): Promise<void> {
  const { diagram } = await authorizeDiagram({ actor, diagramId, action: 'manage' })
  if (!diagram.trashedAt) {
    throw new AppError('conflict', 'Only a diagram in the trash can be deleted for good. Move it to the trash first.')
  }
  await diagramRepo.delete(diagramId, (tx) =>
    recordAudit(tx, {
      actor,
      action: 'diagram.delete',
      target: { type: 'diagram', id: diagramId, name: diagram.title },
    }),
  )
  count('diagram_service_diagrams_deleted_total', {})
  await getDocumentGateway().accessChanged({ diagramId })
}
