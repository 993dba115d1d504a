import {
  computed,
  createTLStore,
  defaultBindingUtils,
  defaultShapeUtils,
  getDefaultUserPresence,
  InstancePresenceRecordType,
  type Signal,
  type TLAssetStore,
  type TLPresenceUserInfo,
  type TLStore,
} from 'tldraw'

/** The store of one open diagram, before anything has arrived. */
export function createSyncedStore(parts: {
  tabId: string
  assets: TLAssetStore
  status: Signal<'online' | 'offline'>
  mode: Signal<'readonly' | 'readwrite'>
}): TLStore {
  return createTLStore({
    id: parts.tabId,
    shapeUtils: defaultShapeUtils,
    bindingUtils: defaultBindingUtils,
    assets: parts.assets,
    collaboration: { status: parts.status, mode: parts.mode },
  })
}

/** What others see of this person: cursor, selection, viewport. */
export function computePresence(store: TLStore, user: TLPresenceUserInfo) {
  const id = InstancePresenceRecordType.createId(store.id)
  return computed('instance presence', () => {
    const presence = getDefaultUserPresence(store, user)
    return presence && InstancePresenceRecordType.create({ ...presence, id })
  })
}
