import type { UserId } from '@/lib/core/ids'
import type { AuditFacts, AuditHead, AuditLink } from '@/lib/platform/audit/audit-entry'
import { getPool } from '@/lib/platform/db/pool'
import type { AuditQuery } from './schema'

export const columns = `seq::float8, extract(epoch FROM at)::float8 * 1000 AS "atMs", action, result, actor_type AS "actorType",
  actor_id AS "actorId", actor_name AS "actorName", target_type AS "targetType", target_id AS "targetId",
  target_name AS "targetName", address, user_agent AS "userAgent", correlation_id AS "correlationId", facts,
  previous_hash AS "previousHash", hash, redaction`

export interface Row extends Omit<AuditLink, 'facts'> {
  facts: AuditFacts
}

/** Whole milliseconds, which a sum of seconds only nearly is. */
export const toLink = (row: Row): AuditLink => ({ ...row, atMs: Math.round(row.atMs) })

const asPattern = (text: string): string => `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`

/** The conditions of a search, with their values. */
function toWhere({ who, action, result, target, from, until }: AuditQuery, belowSeq: number | null) {
  const values: unknown[] = []
  const put = (value: unknown) => `$${values.push(value)}`
  const conditions = [
    belowSeq === null ? null : `seq < ${put(belowSeq)}`,
    action === undefined ? null : `action = ${put(action)}`,
    result === undefined ? null : `result = ${put(result)}`,
    who === undefined ? null : `(actor_id = ${put(who)} OR lower(actor_name) LIKE ${put(asPattern(who))})`,
    target === undefined ? null : `(target_id = ${put(target)} OR lower(target_name) LIKE ${put(asPattern(target))})`,
    from === undefined ? null : `at >= ${put(new Date(from))}`,
    until === undefined ? null : `at < ${put(new Date(until))}`,
  ].filter((condition) => condition !== null)
  return { where: conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`, values }
}

/** What matches, the newest first. */
export async function listEntries(
  query: AuditQuery,
  { belowSeq, limit }: { belowSeq: number | null; limit: number },
): Promise<AuditLink[]> {
  const { where, values } = toWhere(query, belowSeq)
  const text = `SELECT ${columns} FROM audit_events ${where} ORDER BY seq DESC LIMIT $${values.length + 1}`
  const { rows } = await getPool().query<Row>(text, [...values, limit])
  return rows.map(toLink)
}

/** Only what this person did, and not who has their id in a name. */
export async function listEntriesOf(
  userId: UserId,
  { belowSeq, limit }: { belowSeq: number | null; limit: number },
): Promise<AuditLink[]> {
  const text = `SELECT ${columns} FROM audit_events WHERE actor_id = $1 AND ($2::bigint IS NULL OR seq < $2)
    ORDER BY seq DESC LIMIT $3`
  const { rows } = await getPool().query<Row>(text, [userId, belowSeq, limit])
  return rows.map(toLink)
}

export async function findHead(): Promise<AuditHead | null> {
  const { rows } = await getPool().query<AuditHead>(`
    SELECT seq::float8, hash, first_seq::float8 AS "firstSeq", first_previous_hash AS "firstPreviousHash"
    FROM audit_head WHERE id = 1`)
  return rows[0] ?? null
}

/** In the order of the chain. */
export async function listLinks({ afterSeq, limit }: { afterSeq: number; limit: number }): Promise<AuditLink[]> {
  const text = `SELECT ${columns} FROM audit_events WHERE seq > $1 ORDER BY seq LIMIT $2`
  const { rows } = await getPool().query<Row>(text, [afterSeq, limit])
  return rows.map(toLink)
}

/** Removes what is older, and returns how many entries went. */
export async function pruneEntries(before: Date): Promise<number> {
  const { rows } = await getPool().query<{ removed: number }>('SELECT audit_prune($1)::float8 AS removed', [before])
  return rows[0]?.removed ?? 0
}
