import type { Actor } from '@/lib/core/actor'
import type { DiagramId } from '@/lib/core/ids'
import { assertUser, authorizeDiagram } from './authorize-diagram'
import { presentDiagram } from './present'
import { diagramRepo } from './repo'
import type { DiagramDto } from './schema'

/** The diagram for someone who opens its page: counts the view and puts it first among the actor's recent ones. */
export async function openDiagram({ actor, diagramId }: { actor: Actor; diagramId: DiagramId }): Promise<DiagramDto> {
  assertUser(actor)
  const allowed = await authorizeDiagram({ actor, diagramId, action: 'view' })
  await diagramRepo.recordView(diagramId, actor.id)
  return presentDiagram(allowed)
}
