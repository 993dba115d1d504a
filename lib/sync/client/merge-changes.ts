import { applyObjectDiff, diffRecord, type NetworkDiff } from '@tldraw/sync-core'
import type { RecordsDiff, TLRecord } from 'tldraw'

export type RecordsById = Partial<Record<string, TLRecord>>

/** `theirs` with what `ours` changed since `base`: someone else's change to another property of a record stays. */
export function mergeRecord({ base, ours, theirs }: { base: TLRecord; ours: TLRecord; theirs: TLRecord }): TLRecord {
  const diff = diffRecord(base, ours)
  return diff ? applyObjectDiff(theirs, diff) : theirs
}

/** What the server says about a record in the message that opens a connection. */
type Theirs = TLRecord | 'removed' | 'unchanged'

/**
 * Fits changes made offline to what happened meanwhile, before the sync client puts them on top of the server's state.
 * The library puts whole records, which would undo every change others made to them in that time, and bring back what
 * they deleted. `sent` holds new records as they were pushed without an answer: when the server knows such a record, that
 * push has arrived, and only what changed here since then is still ours to say.
 */
export function rebaseChanges(rebasing: {
  changes: RecordsDiff<TLRecord>
  theirs: (id: string) => Theirs
  sent: RecordsById
}): { changes: RecordsDiff<TLRecord>; dropped: string[] } {
  const { changes, theirs, sent } = rebasing
  const rebased: RecordsDiff<TLRecord> = { added: { ...changes.added }, updated: {}, removed: { ...changes.removed } }
  const dropped: string[] = []
  for (const ours of recordsOf(changes.added)) {
    const known = theirs(ours.id)
    const base = sent[ours.id]
    if (typeof known === 'object' && base) putById(rebased.added, mergeRecord({ base, ours, theirs: known }))
  }
  for (const [id, [base, ours]] of Object.entries(changes.updated) as [string, [TLRecord, TLRecord]][]) {
    const known = theirs(id)
    if (known === 'removed') dropped.push(id)
    else
      Object.assign(rebased.updated, {
        [id]: [base, known === 'unchanged' ? ours : mergeRecord({ base, ours, theirs: known })],
      })
  }
  return { changes: rebased, dropped }
}

/** Reads the opening message: after `wipe_all` whatever is not in it is gone; else whatever is not in it is unchanged. */
export function readTheirs(opening: {
  hydrationType: 'wipe_all' | 'wipe_presence'
  diff: NetworkDiff
}): (id: string) => Theirs {
  return (id) => {
    const op = opening.diff[id]
    if (!op) return opening.hydrationType === 'wipe_all' ? 'removed' : 'unchanged'
    if (op[0] === 'put') return op[1]
    return op[0] === 'remove' ? 'removed' : 'unchanged'
  }
}

export const countChanges = (changes: RecordsDiff<TLRecord>): number =>
  Object.keys(changes.added).length + Object.keys(changes.updated).length + Object.keys(changes.removed).length

export const recordsOf = (records: object): TLRecord[] => Object.values(records)

function putById(records: object, record: TLRecord): void {
  Object.assign(records, { [record.id]: record })
}
