import { secondMs } from '@/lib/core/time'
import type { LiveMessage } from '@/lib/ops/status/pure/live-message'
import type { LiveStore } from './live-store'

interface LiveConnection {
  url: string
  store: LiveStore
  /** Something has changed that is not told: the page has to be read again. */
  onStale(): void
}

const retry = { firstMs: secondMs, mostMs: 30 * secondMs }
/** Of the whole page; many pages hear of a change at once, and need not all ask at once. */
const refresh = { withinMs: 1_500, restMs: 5 * secondMs }

/** Listens while somebody looks at the page, again and again. Returns its stop. */
export function connectLive({ url, store, onStale }: LiveConnection): () => void {
  let source: EventSource | null = null
  let delayMs = retry.firstMs
  let wasLost = false
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  const stale = makeStale(onStale)

  const listen = () => {
    clearTimeout(retryTimer)
    if (source || document.visibilityState !== 'visible') return
    source = new EventSource(url)
    source.onmessage = ({ data }) => {
      const message: LiveMessage = JSON.parse(data)
      delayMs = retry.firstMs
      if (message.isStale || wasLost || (message.components && !message.isWhole)) stale.note()
      wasLost = false
      store.apply(message)
    }
    source.onerror = () => {
      leave()
      store.lose()
      // Whoever may not look any more learns it from the page.
      if (!wasLost) stale.note()
      wasLost = true
      retryTimer = setTimeout(listen, delayMs * (0.5 + Math.random()))
      delayMs = Math.min(2 * delayMs, retry.mostMs)
    }
  }
  const leave = () => {
    source?.close()
    source = null
  }
  /** A browser opens six connections to a server, and a page that nobody looks at needs none. */
  const onVisibility = () => {
    if (document.visibilityState === 'visible') {
      wasLost = source === null
      listen()
    } else leave()
  }
  document.addEventListener('visibilitychange', onVisibility)
  listen()
  return () => {
    document.removeEventListener('visibilitychange', onVisibility)
    clearTimeout(retryTimer)
    stale.stop()
    leave()
  }
}

/** Not all at once, not too often, and never forgotten. */
function makeStale(onStale: () => void): { note(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let earliestMs = 0
  return {
    note() {
      if (timer !== undefined) return
      const waitMs = Math.max(0, earliestMs - Date.now()) + Math.random() * refresh.withinMs
      timer = setTimeout(() => {
        timer = undefined
        earliestMs = Date.now() + refresh.restMs
        onStale()
      }, waitMs)
    },
    stop: () => clearTimeout(timer),
  }
}
