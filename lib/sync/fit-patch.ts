import type { DocumentDiff, ObjectDiff, PushRequest, ValueOp } from './protocol'

/** The record that an operation is about, as it is now. */
interface Records {
  findRecord(id: string): unknown
  findPresence(): unknown
}

/**
 * A push without what would be written beyond the end of an array; the same one when there is nothing of it. The sync
 * library would make an array as long as the index says, and then look at each of its places. Honest clients patch only
 * what is there: they meet this when somebody else has made the array shorter meanwhile.
 */
export function fitPush(push: PushRequest, records: Records): PushRequest {
  const diff = push.diff && fitDiff(push.diff, records)
  const presence = push.presence && fitPresence(push.presence, records)
  if (diff === push.diff && presence === push.presence) return push
  return { ...push, ...(diff ? { diff } : {}), ...(presence ? { presence } : {}) }
}

type Presence = NonNullable<PushRequest['presence']>

function fitPresence(presence: Presence, { findPresence }: Records): Presence {
  if (presence[0] !== 'patch') return presence
  const value = fitPatch(findPresence(), presence[1])
  return value === presence[1] ? presence : ['patch', value]
}

function fitDiff(diff: DocumentDiff, { findRecord }: Records): DocumentDiff {
  const entries = Object.entries(diff)
  const fitted = entries.map(([id, op]) => {
    if (op[0] !== 'patch') return [id, op] as const
    const value = fitPatch(findRecord(id), op[1])
    return [id, value === op[1] ? op : (['patch', value] as const)] as const
  })
  const isSame = fitted.every(([, op], index) => op === entries[index]?.[1])
  return isSame ? diff : (Object.fromEntries(fitted) as DocumentDiff)
}

function fitPatch(target: unknown, patch: ObjectDiff): ObjectDiff {
  if (!isObject(patch)) return patch
  const entries = Object.entries(patch)
  const fitted = entries.flatMap(([key, op]) => {
    if (Array.isArray(target) && !hasIndex(target, key)) return []
    return [[key, fitOp(isObject(target) && Object.hasOwn(target, key) ? target[key] : undefined, op)] as const]
  })
  const isSame = fitted.length === entries.length && fitted.every(([, op], index) => op === entries[index]?.[1])
  return isSame ? patch : Object.fromEntries(fitted)
}

function fitOp(target: unknown, op: ValueOp): ValueOp {
  if (!Array.isArray(op) || op[0] !== 'patch') return op
  const value = fitPatch(target, op[1])
  return value === op[1] ? op : ['patch', value]
}

const hasIndex = (array: unknown[], key: string): boolean => /^\d{1,15}$/.test(key) && Number(key) < array.length

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
