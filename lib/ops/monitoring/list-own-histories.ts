import type { Actor } from '@/lib/core/actor'
import { monitors } from './collector'
import { listHistory } from './list-history'
import { getInstance } from './repo'
import type { ReadingHistoryDto } from './schema'

/** What every monitor of this process has read over the last `lengthMs`. Errors: unauthenticated, not_found. */
export async function listOwnHistories({ actor, lengthMs }: { actor: Actor; lengthMs: number }) {
  const toMs = Date.now()
  const query = {
    from: new Date(toMs - lengthMs).toISOString(),
    to: new Date(toMs).toISOString(),
    instance: getInstance(),
  }
  const histories: ReadingHistoryDto[] = []
  // One after the other: a page is not worth five connections at once.
  for (const monitor of monitors) histories.push(await listHistory({ actor, monitor, query }))
  return histories
}
