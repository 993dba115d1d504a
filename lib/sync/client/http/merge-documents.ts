import { isEqual, type TLPageId, type TLRecord } from 'tldraw'
import { mergeRecord } from '../merge-changes'

export type Records = ReadonlyMap<string, TLRecord>

/** One record that two people changed since both read it, and what the result does not show. */
export interface Conflict {
  id: string
  /** `both-changed`: mine stands. `deleted-there` and `deleted-here`: the deletion stands. */
  kind: 'both-changed' | 'deleted-there' | 'deleted-here'
  /** What both changed, such as `x` or `props.color`; empty where one of them deleted it. */
  properties: string[]
  /** The record as it would be, had the other side been taken. */
  alternative: TLRecord
}

interface Sides {
  /** The state that both sides began with. */
  base: Records
  /** What was changed here since then; undefined where it was deleted. */
  mine: ReadonlyMap<string, TLRecord | undefined>
  theirs: Records
}

/**
 * Their document with my changes, record by record and property by property. Where both changed the same property mine
 * stands, since it is saved last, and a deletion stands against a change; each such record is told as a conflict.
 */
export function mergeDocuments({ base, mine, theirs }: Sides): {
  merged: Map<string, TLRecord>
  conflicts: Conflict[]
} {
  const merged = new Map(theirs)
  const conflicts: Conflict[] = []
  for (const [id, ours] of mine) {
    const { record, conflict } = mergeOne({ id, before: base.get(id), ours, known: theirs.get(id) })
    if (record) merged.set(id, record)
    else merged.delete(id)
    if (conflict) conflicts.push(conflict)
  }
  keepOnePage(merged, theirs)
  fitTogether(merged)
  return { merged, conflicts }
}

interface One {
  id: string
  before: TLRecord | undefined
  ours: TLRecord | undefined
  known: TLRecord | undefined
}

function mergeOne({ id, before, ours, known }: One): { record: TLRecord | undefined; conflict?: Conflict } {
  if (isEqual(known, before) || isEqual(known, ours)) return { record: ours }
  if (isEqual(ours, before)) return { record: known }
  if (ours && known) {
    const base = before ?? known
    const properties = listChangedByBoth(base, ours, known)
    const record = mergeRecord({ base, ours, theirs: known })
    if (properties.length === 0) return { record }
    return { record, conflict: { id, kind: 'both-changed', properties, alternative: known } }
  }
  if (ours) return { record: undefined, conflict: { id, kind: 'deleted-there', properties: [], alternative: ours } }
  if (!known) return { record: undefined }
  return { record: undefined, conflict: { id, kind: 'deleted-here', properties: [], alternative: known } }
}

const nested = new Set(['props', 'meta'])

function listChangedByBoth(base: object, ours: object, theirs: object, prefix = ''): string[] {
  const at = (side: object, key: string): unknown => Reflect.get(side, key)
  return Object.keys({ ...base, ...ours, ...theirs }).flatMap((key) => {
    const [before, mine, other] = [at(base, key), at(ours, key), at(theirs, key)]
    if (isEqual(before, mine) || isEqual(before, other) || isEqual(mine, other)) return []
    const mayDescend =
      prefix === '' && nested.has(key) && [before, mine, other].every((side) => typeof side === 'object')
    return mayDescend ? listChangedByBoth(Object(before), Object(mine), Object(other), `${key}.`) : [prefix + key]
  })
}

/** Two people may each have deleted another page. */
function keepOnePage(merged: Map<string, TLRecord>, theirs: Records): void {
  if (findFirstPage(merged)) return
  for (const [id, record] of theirs) if (record.typeName === 'page') merged.set(id, record)
}

/** Every shape leads to a page, and no arrow is bound to what is gone: the server takes nothing else. */
export function fitTogether(records: Map<string, TLRecord>): void {
  const pageId = findFirstPage(records)
  if (!pageId) return
  for (const [id, record] of records) {
    if (record.typeName === 'shape' && !hasPlace(record, records)) records.set(id, { ...record, parentId: pageId })
  }
  for (const [id, record] of records) {
    if (record.typeName !== 'binding') continue
    if (!records.has(record.fromId) || !records.has(record.toId)) records.delete(id)
  }
}

function findFirstPage(records: Records): TLPageId | null {
  const pages = [...records.values()].filter((record) => record.typeName === 'page')
  return pages.sort((a, b) => (a.index < b.index ? -1 : 1))[0]?.id ?? null
}

function hasPlace(shape: TLRecord, records: Records): boolean {
  const seen = new Set<string>()
  for (let at: TLRecord | undefined = shape; at; ) {
    if (at.typeName === 'page') return true
    if (at.typeName !== 'shape' || seen.has(at.id)) return false
    seen.add(at.id)
    at = records.get(at.parentId)
  }
  return false
}
