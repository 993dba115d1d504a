import type { Actor } from '@/lib/core/actor'
import type { DiagramId } from '@/lib/core/ids'
import { count } from '@/lib/platform/metrics/metrics'
import { getDocumentGateway } from '../documents/document-gateway'
import { authorizeDiagram } from './authorize-diagram'
import { diagramRepo } from './repo'

/** Moves a diagram to its owner's trash, where nobody else sees it; doing so twice keeps the first date. */
export async function trashDiagram({ actor, diagramId }: { actor: Actor; diagramId: DiagramId }): Promise<void> {
  const { diagram } = await authorizeDiagram({ actor, diagramId, action: 'manage' })
  if (diagram.trashedAt) return
  await diagramRepo.setTrashed(diagramId, new Date())
  count('diagram_service_diagrams_deleted_total', {})
  await getDocumentGateway().accessChanged({ diagramId })
}
