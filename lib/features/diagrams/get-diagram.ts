import type { Actor } from '@/lib/core/actor'
import type { DiagramId } from '@/lib/core/ids'
import { authorizeRow, signInFirst } from './authorize-diagram'
import { presentDiagramJson } from './present'
import { diagramRepo } from './repo'

/**
 * A `DiagramWithDocumentDto` as JSON text, with the document's ETag. The hottest read of the product: one round trip,
 * and the document's text goes from PostgreSQL to the wire as it is.
 */
export async function getDiagram(asked: {
  actor: Actor
  diagramId: DiagramId
}): Promise<{ json: string; etag: string }> {
  const { actor, diagramId } = asked
  if (actor.type === 'anonymous') throw signInFirst()
  const diagram = await diagramRepo.findWithDocument(diagramId, actor.type === 'user' ? actor.id : null)
  return presentDiagramJson(authorizeRow({ actor, diagram, action: 'view' }))
}
