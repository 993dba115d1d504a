import type { Actor } from '@/lib/core/actor'
import type { DiagramId } from '@/lib/core/ids'
import { computeAnswerEtag, nameAnswer, writeFacts } from './answer-etag'
import { authorizeDiagram, authorizeRow, signInFirst } from './authorize-diagram'
import { findDocumentText, keepDocumentText } from './document-texts'
import { presentDiagram, presentDocumentJson } from './present'
import { diagramRepo } from './repo'

interface GetDiagram {
  actor: Actor
  diagramId: DiagramId
  /** Whether the caller has the state of this ETag already; left out when nothing is known yet. */
  isKnown?: (etag: string) => boolean
}

/**
 * A `DiagramWithDocumentDto` as JSON text in two pieces, null when it is known: the document is kept as it is sent, so that
 * no request copies it. The hottest read of the product: one round trip, in which the document comes along only when it has
 * changed since it was last read here. Who knows some state costs another round trip, and no document when it is the newest.
 */
export async function getDiagram({
  actor,
  diagramId,
  isKnown,
}: GetDiagram): Promise<{ json: readonly [facts: string, document: Buffer<ArrayBuffer>] | null; etag: string }> {
  if (actor.type === 'anonymous') throw signInFirst()
  if (isKnown) {
    const allowed = await authorizeDiagram({ actor, diagramId, action: 'view' })
    const etag = computeAnswerEtag(presentDiagram(allowed), allowed.diagram.note)
    if (isKnown(etag)) return { json: null, etag }
  }
  const kept = findDocumentText(diagramId)
  const userId = actor.type === 'user' ? actor.id : null
  const row = await diagramRepo.findWithDocument(diagramId, userId, kept?.clock ?? null)
  const allowed = authorizeRow({ actor, diagram: row, action: 'view' })
  const { note, documentClock: clock } = allowed.diagram
  const document =
    kept?.clock === clock
      ? kept
      : keepDocumentText(diagramId, { clock, json: `${presentDocumentJson(allowed.diagram)}}` })
  const diagram = presentDiagram(allowed)
  const facts = writeFacts(diagram, note)
  return { json: [`${facts.slice(0, -1)},"document":`, document.bytes], etag: nameAnswer(diagram.etag, facts) }
}
