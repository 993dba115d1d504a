import { createStore, delMany, entries, set, type UseStore } from 'idb-keyval'
import type { RecordsDiff, SerializedSchema, TLRecord } from 'tldraw'
import type { RecordsById } from './merge-changes'

/** The unacknowledged changes of one tab, as they lie in the browser's database. */
export interface KeptChanges {
  /** The tab that wrote them. */
  tabId: string
  diagramId: string
  userId: string
  savedAt: number
  schema: SerializedSchema
  changes: RecordsDiff<TLRecord>
  /** New records as they were pushed without an answer; see `rebaseChanges`. */
  sent: RecordsById
}

export interface KeptChangesStore {
  put(kept: KeptChanges): Promise<void>
  list(of: { diagramId: string; userId: string }): Promise<KeptChanges[]>
  remove(kept: Pick<KeptChanges, 'diagramId' | 'userId' | 'tabId'>): Promise<void>
}

const keyOf = ({ diagramId, userId, tabId }: Pick<KeptChanges, 'diagramId' | 'userId' | 'tabId'>) =>
  `${userId}/${diagramId}/${tabId}`

/** Keeps changes in IndexedDB. Nothing is opened before the first use, since private windows may refuse. */
export function createKeptChangesStore(): KeptChangesStore {
  let opened: UseStore | null = null
  const open = () => {
    opened ??= createStore('autograph-unsaved', 'changes')
    return opened
  }
  return {
    put: (kept) => set(keyOf(kept), kept, open()),
    remove: (kept) => delMany([keyOf(kept)], open()),
    list: async ({ diagramId, userId }) => {
      const all = await entries<string, KeptChanges>(open())
      return all.filter(([key]) => key.startsWith(`${userId}/${diagramId}/`)).map(([, kept]) => kept)
    },
  }
}
