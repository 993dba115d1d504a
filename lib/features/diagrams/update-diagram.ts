import type { Actor } from '@/lib/core/actor'
import type { DiagramId } from '@/lib/core/ids'
import { count } from '@/lib/platform/metrics/metrics'
import { getDocumentGateway } from '../documents/document-gateway'
import { assertUser, authorizeDiagram } from './authorize-diagram'
import { presentDiagram } from './present'
import { diagramRepo } from './repo'
import type { DiagramDto, UpdateDiagramInput } from './schema'

/** Renames a diagram for everyone, stars it for the actor alone. A star asks only for the right to view. */
export async function updateDiagram(asked: {
  actor: Actor
  diagramId: DiagramId
  change: UpdateDiagramInput
}): Promise<DiagramDto> {
  const { actor, diagramId, change } = asked
  assertUser(actor)
  const { diagram } = await authorizeDiagram({
    actor,
    diagramId,
    action: change.title === undefined ? 'view' : 'edit',
  })
  if (change.title !== undefined && change.title !== diagram.title) {
    await diagramRepo.rename(diagramId, { title: change.title, by: actor.id })
    await getDocumentGateway().renamed({ diagramId })
    count('diagram_service_diagrams_updated_total', {})
  }
  if (change.starred !== undefined && change.starred !== (diagram.starredAt !== null)) {
    await diagramRepo.setStarred(diagramId, { userId: actor.id, starred: change.starred })
  }
  return presentDiagram(await authorizeDiagram({ actor, diagramId, action: 'view' }))
}
