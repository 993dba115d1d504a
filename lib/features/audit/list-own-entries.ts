import type { UserId } from '@/lib/core/ids'
import { presentEntry } from './present'
import * as repo from './repo'
import type { AuditEntryDto } from './schema'

const pageSize = 1_000

/** What the log says that somebody did, the newest first, a page at a time. Who may read it is the caller's decision. */
export async function* listOwnEntries(userId: UserId): AsyncGenerator<AuditEntryDto[]> {
  let belowSeq: number | null = null
  for (;;) {
    const page = await repo.listEntriesOf(userId, { belowSeq, limit: pageSize })
    const last = page.at(-1)
    if (!last) return
    yield page.map(presentEntry)
    belowSeq = last.seq
  }
}
