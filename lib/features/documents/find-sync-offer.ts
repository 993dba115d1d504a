import { getAppUrl, getEnv } from '@/lib/platform/env/env'
import { hasOwnServer } from '@/lib/platform/net/own-server'
import type { SyncOffer } from './pure/sync-offer'

/** Decided by the settings and by what runs this process, so that the editor need not find out by trying. */
export function findSyncOffer(): SyncOffer {
  const elsewhere = findSyncOrigin()
  if (elsewhere) return { type: 'socket', origin: elsewhere }
  return hasOwnServer() ? { type: 'socket', origin: null } : { type: 'http' }
}

/** Where live connections go instead of here; null when they do not. */
export function findSyncOrigin(): string | null {
  const { NEXT_PUBLIC_SYNC_URL } = getEnv()
  const origin = NEXT_PUBLIC_SYNC_URL ? new URL(NEXT_PUBLIC_SYNC_URL).origin : null
  return origin === new URL(getAppUrl()).origin ? null : origin
}
