import { createStore, delMany, entries, get, set, type UseStore } from 'idb-keyval'
import type { TLAssetId } from 'tldraw'

/** Files of one person and diagram that wait in this browser until they are uploaded. */
export interface KeptFiles {
  put(assetId: TLAssetId, file: File): Promise<void>
  find(assetId: TLAssetId): Promise<File | undefined>
  list(): Promise<{ assetId: TLAssetId; file: File }[]>
  remove(assetId: TLAssetId): Promise<void>
}

/** Keeps them in IndexedDB. Nothing is opened before the first use, since private windows may refuse. */
export function createKeptFiles({ userId, diagramId }: { userId: string; diagramId: string }): KeptFiles {
  const prefix = `${userId}/${diagramId}/`
  let opened: UseStore | null = null
  const open = () => {
    opened ??= createStore('autograph-uploads', 'files')
    return opened
  }
  return {
    put: (assetId, file) => set(prefix + assetId, file, open()),
    find: (assetId) => get<File>(prefix + assetId, open()),
    remove: (assetId) => delMany([prefix + assetId], open()),
    list: async () => {
      const all = await entries<string, File>(open())
      return all
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, file]) => ({ assetId: key.slice(prefix.length) as TLAssetId, file }))
    },
  }
}
