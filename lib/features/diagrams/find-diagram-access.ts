import type { Actor } from '@/lib/core/actor'
import type { DiagramId } from '@/lib/core/ids'
import { computeDiagramAccess, type DiagramAccess } from './policy'
import { diagramRepo } from './repo'

/** What the actor may be to a diagram right now; null when there is no such diagram, or none for this actor. */
export async function findDiagramAccess(asked: { actor: Actor; diagramId: DiagramId }): Promise<DiagramAccess | null> {
  const { actor, diagramId } = asked
  const diagram = await diagramRepo.find(diagramId, actor.type === 'user' ? actor.id : null)
  return diagram && computeDiagramAccess(actor, { ...diagram, trashed: diagram.trashedAt !== null })
}
