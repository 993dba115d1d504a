import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { presentEntry } from './present'
import * as repo from './repo'
import type { AuditPageDto, ListAuditQuery } from './schema'

/** Who did what, the newest first. For admins. Errors: unauthenticated, not_found. */
export async function listAudit({ actor, query }: { actor: Actor; query: ListAuditQuery }): Promise<AuditPageDto> {
  assertAdmin(actor)
  const { cursor, limit, ...asked } = query
  const belowSeq = cursor === undefined ? null : Number(cursor)
  const entries = await repo.listEntries(asked, { belowSeq, limit: limit + 1 })
  const items = entries.slice(0, limit)
  const last = entries.length > limit ? items.at(-1) : undefined
  return { items: items.map(presentEntry), nextCursor: last ? String(last.seq) : null }
}
