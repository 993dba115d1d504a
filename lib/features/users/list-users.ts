import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { getEnv } from '@/lib/platform/env/env'
import { decodeCursor, encodeCursor } from './list-cursor'
import { presentUser } from './present'
import { listUserRows } from './repo-list'
import type { ListUsersQuery, UserPageDto } from './schema'

/** Everybody with an account and whoever is invited, by name. For admins. Errors: unauthenticated, not_found, invalid_input. */
export async function listUsers({ actor, query }: { actor: Actor; query: ListUsersQuery }): Promise<UserPageDto> {
  assertAdmin(actor)
  const { SIGN_IN_LOCK_FAILURES: failures, SIGN_IN_LOCK_HOURS: hours } = getEnv()
  const { cursor, limit, ...asked } = query
  const after = cursor === undefined ? null : decodeCursor(cursor)
  const { rows, total } = await listUserRows({ ...asked, after, take: limit + 1, lock: { failures, hours } })
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    items: page.map(presentUser),
    nextCursor: last ? encodeCursor({ key: last.sortKey, id: last.id }) : null,
    total,
  }
}
