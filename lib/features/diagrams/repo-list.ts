import type { TeamId, UserId } from '@/lib/core/ids'
import { getPool } from '@/lib/platform/db/pool'
import type { ListCursor } from './list-cursor'
import { memberOf, reachable } from './pure/reachable-sql'
import { type DiagramRow, diagramColumns, diagramJoins } from './repo'
import type { DiagramKind, DiagramSort, DiagramView, SortOrder } from './schema'

export interface ListedRow extends DiagramRow {
  sortKey: Date | string
}

export interface ListRequest {
  userId: UserId
  view: DiagramView
  team: TeamId | undefined
  sort: DiagramSort
  order: SortOrder
  q: string | undefined
  kind: DiagramKind | undefined
  cursor: ListCursor | null
  /** One more row than the page shows tells whether there is another page. */
  take: number
}

const viewConditions: Record<DiagramView, string> = {
  all: `${reachable} AND d.trashed_at IS NULL`,
  recent: `${reachable} AND d.trashed_at IS NULL AND s.viewed_at IS NOT NULL`,
  starred: `${reachable} AND d.trashed_at IS NULL AND s.starred_at IS NOT NULL`,
  shared: `${memberOf} AND d.owner_id <> $1 AND d.trashed_at IS NULL`,
  trash: 'd.owner_id = $1 AND d.trashed_at IS NOT NULL',
}

const sortKeys: Record<DiagramSort, { sql: string; type: 'timestamptz' | 'text' }> = {
  updatedAt: { sql: 'd.updated_at', type: 'timestamptz' },
  createdAt: { sql: 'd.created_at', type: 'timestamptz' },
  viewedAt: { sql: `coalesce(s.viewed_at, 'epoch')`, type: 'timestamptz' },
  trashedAt: { sql: `coalesce(d.trashed_at, 'epoch')`, type: 'timestamptz' },
  title: { sql: 'lower(d.title)', type: 'text' },
}

export async function listDiagramRows(request: ListRequest): Promise<{ rows: ListedRow[]; total: number }> {
  const filter = buildFilter(request)
  const page = buildPage(request, filter)
  const [listed, counted] = await Promise.all([
    getPool().query<ListedRow>(page.sql, page.values),
    getPool().query<{ total: number }>(
      `SELECT count(*)::int AS total ${diagramJoins} WHERE ${filter.sql}`,
      filter.values,
    ),
  ])
  return { rows: listed.rows, total: counted.rows[0]?.total ?? 0 }
}

interface Sql {
  sql: string
  values: unknown[]
}

function buildFilter({ userId, view, team, q, kind }: ListRequest): Sql {
  const values: unknown[] = [userId]
  let sql = viewConditions[view]
  if (team) sql += ` AND d.team_id = $${values.push(team)}`
  if (q) sql += ` AND d.title ILIKE $${values.push(`%${q.replace(/[\\%_]/g, '\\$&')}%`)}`
  if (kind) sql += ` AND d.kind = $${values.push(kind)}::diagram_kind`
  return { sql, values }
}

function buildPage({ sort, order, cursor, take }: ListRequest, filter: Sql): Sql {
  const values = [...filter.values]
  const key = sortKeys[sort]
  let sql = `SELECT ${diagramColumns}, ${key.sql} AS "sortKey" ${diagramJoins} WHERE ${filter.sql}`
  if (cursor) {
    const comparison = order === 'asc' ? '>' : '<'
    sql += ` AND (${key.sql}, d.id) ${comparison} ($${values.push(cursor.key)}::${key.type}, $${values.push(cursor.id)})`
  }
  sql += ` ORDER BY ${key.sql} ${order}, d.id ${order} LIMIT ${take}`
  return { sql, values }
}
