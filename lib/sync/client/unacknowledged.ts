import type { ClientMessage, TLPersistentClientSocket, TLSyncClient } from '@tldraw/sync-core'
import { countChanges, type RecordsById } from './merge-changes'

/** How many records were changed here and are not acknowledged. */
export function countUnacknowledged(sync: TLSyncClient): number {
  const inFlight = sync.pendingPushRequests.some(({ request }) => request.diff)
  return Math.max(inFlight ? 1 : 0, countChanges(sync.speculativeChanges))
}

/** Names the oldest push in flight; null when there is none. */
export function findOldestPush(sync: TLSyncClient): number | null {
  return sync.pendingPushRequests.find(({ request }) => request.diff)?.request.clientClock ?? null
}

/** Remembers new records as they are pushed; not their later patches, since one of those may be what did not arrive. */
export function rememberSent(message: ClientMessage, sent: RecordsById): void {
  if (message.type !== 'push' || !message.diff) return
  for (const [id, op] of Object.entries(message.diff)) {
    if (op[0] === 'put') sent[id] = op[1]
    if (op[0] === 'remove') delete sent[id]
  }
}

/** The sync client sends with the next animation frame, and a hidden tab has none. */
export function sendUnsent(sync: TLSyncClient, socket: TLPersistentClientSocket): void {
  if (!sync.isConnectedToRoom) return
  for (const pending of sync.pendingPushRequests) {
    if (pending.sent) continue
    socket.sendMessage(pending.request)
    pending.sent = true
  }
}
