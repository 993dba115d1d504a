import { dayMs } from '@/lib/core/time'
import type { ErrorGroup } from '@/lib/platform/db/generated/client'
import { getPool } from '@/lib/platform/db/pool'
import { getDb } from '@/lib/platform/db/prisma'
import type { CapturedError } from '@/lib/platform/errors/error-queue'
import type { ListErrorsQuery } from './schema'

/** Groups kept of each source, the latest ones; a browser can invent as many as it likes. */
const kept = { server: 1_000, browser: 300 }
const keptMs = 90 * dayMs

/** All in one statement: known ones count further and are open again. */
const upsertSql = `
  INSERT INTO error_groups AS known (fingerprint, source, module, name, message, stack, context, correlation_id,
    first_release, last_release, count, first_seen_at, last_seen_at)
  SELECT fingerprint, source::error_source, module, name, message, stack, context, "correlationId", release, release, count,
    to_timestamp("firstAtMs" / 1000), to_timestamp("lastAtMs" / 1000)
  FROM jsonb_to_recordset($1::jsonb) AS e(fingerprint text, source text, module text, name text, message text, stack text,
    context jsonb, "correlationId" text, release text, count bigint, "firstAtMs" float8, "lastAtMs" float8)
  ORDER BY fingerprint
  ON CONFLICT (fingerprint) DO UPDATE SET module = excluded.module, name = excluded.name, message = excluded.message,
    stack = excluded.stack, context = excluded.context, correlation_id = excluded.correlation_id,
    last_release = excluded.last_release, count = known.count + excluded.count,
    first_seen_at = least(known.first_seen_at, excluded.first_seen_at),
    last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at), resolved_at = NULL`

const trimSql = `
  DELETE FROM error_groups WHERE last_seen_at < to_timestamp($1::float8 / 1000) OR fingerprint IN (
    SELECT fingerprint FROM (
      SELECT fingerprint, source, row_number() OVER (PARTITION BY source ORDER BY last_seen_at DESC, fingerprint) AS place
      FROM error_groups) AS ranked
    WHERE place > CASE source WHEN 'server' THEN $2::int ELSE $3::int END)`

export async function storeErrors(errors: readonly CapturedError[], nowMs: number): Promise<void> {
  await getPool().query(upsertSql, [JSON.stringify(errors)])
  await getPool().query(trimSql, [nowMs - keptMs, kept.server, kept.browser])
}

interface Place {
  lastSeenAt: Date
  fingerprint: string
}

const whereStatus = (status: ListErrorsQuery['status']) =>
  status === 'all' ? {} : { resolvedAt: status === 'open' ? null : { not: null } }

export async function listErrors(
  query: Pick<ListErrorsQuery, 'status' | 'limit'> & { after: Place | null },
): Promise<{ rows: ErrorGroup[]; total: number }> {
  const where = whereStatus(query.status)
  const { after } = query
  const beyond = after && [
    { lastSeenAt: { lt: after.lastSeenAt } },
    { lastSeenAt: after.lastSeenAt, fingerprint: { gt: after.fingerprint } },
  ]
  const [rows, total] = await Promise.all([
    getDb().errorGroup.findMany({
      where: { ...where, ...(beyond ? { OR: beyond } : {}) },
      orderBy: [{ lastSeenAt: 'desc' }, { fingerprint: 'asc' }],
      take: query.limit + 1,
    }),
    getDb().errorGroup.count({ where }),
  ])
  return { rows, total }
}

export async function setResolved(fingerprint: string, resolvedAt: Date | null): Promise<ErrorGroup | null> {
  const rows = await getDb().errorGroup.updateManyAndReturn({ where: { fingerprint }, data: { resolvedAt } })
  return rows[0] ?? null
}
