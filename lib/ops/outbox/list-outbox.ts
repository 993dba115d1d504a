import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { getDb } from '@/lib/platform/db/prisma'
import { presentOutboxEntry } from './present'
import type { ListOutboxQuery, OutboxPageDto } from './schema'

/** What waits to be done, was done or was given up, the latest first. Errors: unauthenticated, not_found. */
export async function listOutbox({ actor, query }: { actor: Actor; query: ListOutboxQuery }): Promise<OutboxPageDto> {
  assertAdmin(actor)
  const { status, limit, cursor } = query
  const where = { status }
  const [rows, total] = await Promise.all([
    getDb().outboxEntry.findMany({
      where,
      omit: { payload: true },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
      ...(cursor === undefined ? {} : { cursor: { id: cursor }, skip: 1 }),
    }),
    getDb().outboxEntry.count({ where }),
  ])
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items: items.map(presentOutboxEntry), nextCursor: last?.id ?? null, total }
}
