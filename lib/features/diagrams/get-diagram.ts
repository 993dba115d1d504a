import type { Actor } from '@/lib/core/actor'
import type { DiagramId } from '@/lib/core/ids'
import { computeAnswerEtag } from './answer-etag'
import { authorizeDiagram, authorizeRow, signInFirst } from './authorize-diagram'
import { presentDiagram, presentDiagramJson } from './present'
import { diagramRepo } from './repo'

interface GetDiagram {
  actor: Actor
  diagramId: DiagramId
  /** Whether the caller has the state of this ETag already; left out when nothing is known yet. */
  isKnown?: (etag: string) => boolean
}

/**
 * A `DiagramWithDocumentDto` as JSON text, null when it is known. The hottest read of the product: one round trip, and the
 * document's text goes from PostgreSQL to the wire as it is. Who knows some state costs another round trip, and no document
 * when it is the newest.
 */
export async function getDiagram({
  actor,
  diagramId,
  isKnown,
}: GetDiagram): Promise<{ json: string | null; etag: string }> {
  if (actor.type === 'anonymous') throw signInFirst()
  if (isKnown) {
    const allowed = await authorizeDiagram({ actor, diagramId, action: 'view' })
    const etag = computeAnswerEtag(presentDiagram(allowed), allowed.diagram.note)
    if (isKnown(etag)) return { json: null, etag }
  }
  const row = await diagramRepo.findWithDocument(diagramId, actor.type === 'user' ? actor.id : null)
  const allowed = authorizeRow({ actor, diagram: row, action: 'view' })
  const diagram = presentDiagram(allowed)
  return {
    json: presentDiagramJson(diagram, allowed.diagram),
    etag: computeAnswerEtag(diagram, allowed.diagram.note),
  }
}
