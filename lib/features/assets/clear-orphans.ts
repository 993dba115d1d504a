import type { AssetId } from '@/lib/core/ids'
import { dayMs } from '@/lib/core/time'
import { getObjectStore } from '@/lib/platform/objects/get-object-store'
import { exportLifetimeDays } from '@/lib/platform/objects/object-lifetimes'
import { deleteIfNoAsset, deleteUnused, markUnused } from './repo-orphans'
import { assetIdPattern } from './schema'

/** An upload that never came into the document: whoever made it may be offline with the edit for weeks. */
export const pendingDays = 30
/** From then on what belongs to no diagram is cleared away; shapes can be copied from a diagram that was just deleted. */
export const unusedDays = 7

export interface Cleared {
  exports: number
  uploads: number
  /** Objects that a crash left between the store and the database. */
  leftovers: number
}

/** Clears away exports that are over and uploads that nobody needs. Errors: unavailable, when the store does not work. */
export async function clearOrphans(nowMs: number): Promise<Cleared> {
  const ago = (days: number) => new Date(nowMs - days * dayMs)
  const store = getObjectStore()
  await markUnused({ now: new Date(nowMs), pendingBefore: ago(pendingDays) })
  const uploads = await deleteUnused(ago(unusedDays), (id) => store.delete('uploads', id))
  return {
    uploads,
    leftovers: await clearLeftovers(ago(unusedDays)),
    exports: await clearExports(ago(exportLifetimeDays)),
  }
}

async function clearExports(before: Date): Promise<number> {
  const store = getObjectStore()
  let count = 0
  for await (const { key, modifiedAt } of store.list('exports')) {
    if (modifiedAt >= before) continue
    await store.delete('exports', key)
    count++
  }
  return count
}

/** What is not named as an upload is somebody else's. */
async function clearLeftovers(before: Date): Promise<number> {
  const store = getObjectStore()
  let count = 0
  for await (const { key, modifiedAt } of store.list('uploads')) {
    if (modifiedAt >= before || !assetIdPattern.test(key)) continue
    if (await deleteIfNoAsset(key as AssetId, () => store.delete('uploads', key))) count++
  }
  return count
}
