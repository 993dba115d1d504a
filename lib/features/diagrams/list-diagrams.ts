import type { Actor } from '@/lib/core/actor'
import { assertUser, authorizeRow } from './authorize-diagram'
import { decodeCursor, encodeCursor } from './list-cursor'
import { presentDiagram } from './present'
import { computeListOrder } from './pure/list-order'
import { type ListedRow, listDiagramRows } from './repo-list'
import type { DiagramPageDto, ListDiagramsQuery } from './schema'

/** One page of the actor's diagrams. Errors: unauthenticated; invalid_input for a foreign cursor. */
export async function listDiagrams({
  actor,
  query,
}: {
  actor: Actor
  query: ListDiagramsQuery
}): Promise<DiagramPageDto> {
  assertUser(actor)
  const { sort, order } = computeListOrder(query)
  const { rows, total } = await listDiagramRows({
    userId: actor.id,
    view: query.view,
    team: query.team,
    q: query.q,
    kind: query.kind,
    sort,
    order,
    cursor: query.cursor ? decodeCursor(query.cursor, { sort, order }) : null,
    take: query.limit + 1,
  })
  const page = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? page.at(-1) : undefined
  return {
    items: page.map((diagram) => presentDiagram(authorizeRow({ actor, diagram, action: 'view' }))),
    nextCursor: last ? encodeCursor({ sort, order, key: cursorKey(last), id: last.id }) : null,
    total,
  }
}

const cursorKey = ({ sortKey }: ListedRow) => (sortKey instanceof Date ? sortKey.toISOString() : sortKey)
