import type { TLPageId, TLParentId, TLRecord, TLShape } from 'tldraw'
import type { KeptChanges } from './kept-changes'
import { mergeRecord, recordsOf } from './merge-changes'

export interface RestorePlan {
  put: TLRecord[]
  remove: TLRecord['id'][]
  /** What could not be brought back, and why. */
  skipped: { id: string; why: 'deleted' | 'invalid' }[]
}

export interface RestoreContext {
  kept: Pick<KeptChanges, 'changes' | 'sent'>
  find: (id: string) => TLRecord | undefined
  /** The record in today's schema and valid, or null. */
  accept: (record: TLRecord) => TLRecord | null
  /** Where new shapes go whose page or frame is gone. */
  fallbackPageId: TLPageId
}

/** How changes that a closed tab left behind fit onto the document as it is now. */
export function planRestore({ kept, find, accept, fallbackPageId }: RestoreContext): RestorePlan {
  const { changes, sent } = kept
  const plan: RestorePlan = { put: [], remove: [], skipped: [] }
  const put = (id: string, record: TLRecord | null) => {
    const accepted = record && accept(record)
    if (accepted) plan.put.push(accepted)
    else plan.skipped.push({ id, why: 'invalid' })
  }
  for (const ours of recordsOf(changes.added)) {
    const theirs = find(ours.id)
    const base = sent[ours.id]
    put(ours.id, theirs && base ? mergeAccepted({ base, ours, theirs }, accept) : ours)
  }
  for (const [id, [base, ours]] of Object.entries(changes.updated) as [string, [TLRecord, TLRecord]][]) {
    const theirs = find(id)
    if (theirs) put(id, mergeAccepted({ base, ours, theirs }, accept))
    else plan.skipped.push({ id, why: 'deleted' })
  }
  for (const { id } of recordsOf(changes.removed)) if (find(id)) plan.remove.push(id)
  return fitTogether(plan, find, fallbackPageId)
}

/** The two old sides are brought to today's schema first, or the difference would be that of the schemas. */
function mergeAccepted(
  sides: { base: TLRecord; ours: TLRecord; theirs: TLRecord },
  accept: RestoreContext['accept'],
): TLRecord | null {
  const base = accept(sides.base)
  const ours = accept(sides.ours)
  return base && ours && mergeRecord({ base, ours, theirs: sides.theirs })
}

/** New shapes keep a parent that exists, and arrows are not bound to shapes that are gone. */
function fitTogether(plan: RestorePlan, find: RestoreContext['find'], fallbackPageId: TLPageId): RestorePlan {
  const ids = new Set<string>(plan.put.map((record) => record.id))
  const removed = new Set<string>(plan.remove)
  const exists = (id: string) => ids.has(id) || (!removed.has(id) && find(id) !== undefined)
  const isUnbound = (record: TLRecord) =>
    record.typeName === 'binding' && !(exists(record.fromId) && exists(record.toId))
  return {
    ...plan,
    put: plan.put
      .filter((record) => !isUnbound(record))
      .map((record) =>
        record.typeName === 'shape' && !exists(record.parentId) ? adopt(record, fallbackPageId) : record,
      ),
    skipped: [...plan.skipped, ...plan.put.filter(isUnbound).map(({ id }) => ({ id, why: 'deleted' as const }))],
  }
}

const adopt = (shape: TLShape, parentId: TLParentId): TLShape => ({ ...shape, parentId })
