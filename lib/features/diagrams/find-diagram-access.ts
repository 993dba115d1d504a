import type { Actor } from '@/lib/core/actor'
import type { DiagramId } from '@/lib/core/ids'
import { computeDiagramAccess, type DiagramAccess } from './policy'
import { diagramRepo } from './repo'

interface Asked {
  actor: Actor
  diagramId: DiagramId
}

/** What the actor may be to a diagram right now; null when there is no such diagram, or none for this actor. */
export async function findDiagramAccess(asked: Asked): Promise<DiagramAccess | null> {
  return (await findDiagramEntry(asked))?.access ?? null
}

export interface DiagramEntry {
  access: DiagramAccess
  title: string
}

/** The same with what an open editor shows of the diagram. */
export async function findDiagramEntry({ actor, diagramId }: Asked): Promise<DiagramEntry | null> {
  const diagram = await diagramRepo.find(diagramId, actor.type === 'user' ? actor.id : null)
  const access = diagram && computeDiagramAccess(actor, { ...diagram, trashed: diagram.trashedAt !== null })
  return access && { access, title: diagram.title }
}
