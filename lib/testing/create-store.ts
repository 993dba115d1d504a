import { Store } from '@tldraw/store'
import type { TLAssetStore, TLStore } from '@tldraw/tlschema'
import { documentSchema } from '@/lib/features/documents/document-schema'

const noAssets: Required<TLAssetStore> = {
  upload: async () => ({ src: '' }),
  resolve: () => null,
  remove: async () => {},
}

/** An empty store of records as an editor has one, without the editor. */
export function createStore(): TLStore {
  return new Store({ schema: documentSchema, props: { defaultName: '', assets: noAssets, onMount: () => undefined } })
}
