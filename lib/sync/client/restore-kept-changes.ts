import { type Atom, PageRecordType, react, type Signal, type TLRecord, type TLStore, transact } from 'tldraw'
import type { KeptChanges, KeptChangesStore } from './kept-changes'
import { countChanges } from './merge-changes'
import { planRestore } from './plan-restore'
import type { TabClaims } from './tab-claims'

export type RestoreNotice =
  | { type: 'restored'; count: number; skipped: number }
  /** There are kept changes, but this person may only view the diagram now; they stay where they are. */
  | { type: 'view-only'; count: number }

interface Restoring {
  diagramId: string
  user: { id: string }
  tabId: string
  store: TLStore
  loaded: Atom<boolean>
  mode: Signal<'readonly' | 'readwrite'>
  keptChanges: KeptChangesStore
  claims: TabClaims
  onNotice: (notice: RestoreNotice) => void
  /** Resolves when the changes of this tab lie in the browser under its own name. */
  settle: () => Promise<void>
}

/**
 * Takes over what closed tabs of this diagram and person left behind and makes it this tab's own: applied as a person's
 * changes, so that it is pushed, and only then forgotten under the old name. Resolves to the function that marks this tab
 * as gone. A browser without storage restores nothing and stops nothing.
 */
export async function restoreKeptChanges(restoring: Restoring): Promise<() => void> {
  const release = await restoring.claims.hold(restoring.tabId).catch(() => () => undefined)
  const left = await listLeftBehind(restoring).catch(() => [])
  if (left.length > 0) {
    await becomesTrue(restoring.loaded)
    for (const { kept, release: done } of left) await restoreOne(restoring, kept).finally(done)
  }
  return release
}

async function listLeftBehind({ keptChanges, claims, diagramId, user, tabId }: Restoring) {
  const left: { kept: KeptChanges; release: () => void }[] = []
  for (const kept of await keptChanges.list({ diagramId, userId: user.id })) {
    const release = kept.tabId === tabId ? null : await claims.take(kept.tabId)
    if (release) left.push({ kept, release })
  }
  return left.sort((a, b) => a.kept.savedAt - b.kept.savedAt)
}

async function restoreOne({ store, mode, keptChanges, onNotice, settle }: Restoring, kept: KeptChanges): Promise<void> {
  const count = countChanges(kept.changes)
  if (mode.get() === 'readonly') return onNotice({ type: 'view-only', count })
  const plan = planRestore({
    kept,
    find: (id) => findRecord(store, id),
    accept: (record) => acceptRecord(store, kept, record),
    fallbackPageId: firstPageId(store),
  })
  transact(() => {
    store.put(plan.put)
    store.remove(plan.remove)
  })
  store._flushHistory()
  await settle()
  await keptChanges.remove(kept)
  onNotice({ type: 'restored', count: count - plan.skipped.length, skipped: plan.skipped.length })
}

const findRecord = (store: TLStore, id: string): TLRecord | undefined => store.get(id as TLRecord['id'])

function acceptRecord(store: TLStore, { schema }: KeptChanges, record: TLRecord): TLRecord | null {
  const migrated = store.schema.migratePersistedRecord(record, schema)
  if (migrated.type === 'error') return null
  try {
    return store.schema.validateRecord(store, migrated.value, 'createRecord', null)
  } catch {
    return null
  }
}

function firstPageId(store: TLStore) {
  const pages = store.allRecords().filter((record) => record.typeName === 'page')
  return pages.sort((a, b) => (a.index < b.index ? -1 : 1))[0]?.id ?? PageRecordType.createId('page')
}

const becomesTrue = (signal: Signal<boolean>) =>
  new Promise<void>((resolve) => {
    const stop = react('wait', () => {
      if (!signal.get()) return
      queueMicrotask(() => stop())
      resolve()
    })
  })
