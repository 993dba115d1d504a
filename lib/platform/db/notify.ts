import { newId } from '@/lib/core/ids'
import { getEnv } from '../env/env'
import { getLog } from '../log/log'
import { remember } from '../remember'
import { notifySql, startNotifyListener } from './notify-listener'
import { getPool } from './pool'

type Handler = (payload: unknown) => void

/** Messages between all processes on one database, over LISTEN/NOTIFY. At most once: after a gap, subscribers resync. */
export interface ProcessMessages {
  /** Names this process; while it subscribes to anything, its liveness lock is held. */
  readonly processId: string
  /** Since when every message of others has arrived, as far as is known; null while none would. */
  readonly listeningSinceMs: number | null
  /** Hands the payload (JSON, below 7 kB) to the subscribers of this process at once and to those of all others. */
  publish(topic: string, payload: unknown): Promise<void>
  subscribe(topic: string, handler: Handler): () => Promise<void>
  /** `handler` runs whenever messages may have been missed: once the first connection stands, and after each gap. */
  onResync(handler: () => void): () => void
}

export const getProcessMessages = (): ProcessMessages => remember('db.messages', createProcessMessages)

export function createProcessMessages(): ProcessMessages {
  const processId = newId<string>()
  const subscribers = new Map<string, Set<Handler>>()
  const resyncers = new Set<() => void>()
  let stopListening: (() => Promise<void>) | null = null
  let listeningSinceMs: number | null = null

  function deliver(topic: string, payload: unknown): void {
    for (const handler of subscribers.get(topic) ?? []) {
      try {
        handler(payload)
      } catch (error) {
        getLog('db').error({ err: error, topic }, 'a subscriber failed')
      }
    }
  }

  function receive(text: string): void {
    const message = JSON.parse(text) as { from: string; topic: string; payload: unknown }
    if (message.from !== processId) deliver(message.topic, message.payload)
  }

  function startListening(): void {
    stopListening ??= startNotifyListener({
      connectionString: getEnv().DATABASE_URL,
      processId,
      onMessage: receive,
      onLost: () => {
        listeningSinceMs = null
      },
      onConnected: () => {
        listeningSinceMs = Date.now()
        for (const resync of resyncers) resync()
      },
    })
  }

  return {
    processId,
    get listeningSinceMs() {
      return listeningSinceMs
    },
    async publish(topic, payload) {
      deliver(topic, payload)
      await getPool().query(notifySql, [JSON.stringify({ from: processId, topic, payload })])
    },
    subscribe(topic, handler) {
      startListening()
      subscribers.set(topic, (subscribers.get(topic) ?? new Set()).add(handler))
      return async () => {
        subscribers.get(topic)?.delete(handler)
        if ([...subscribers.values()].some((handlers) => handlers.size > 0)) return
        const stop = stopListening
        stopListening = null
        listeningSinceMs = null
        await stop?.()
      }
    },
    onResync(handler) {
      resyncers.add(handler)
      return () => resyncers.delete(handler)
    },
  }
}
