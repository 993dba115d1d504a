import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import autocannon from 'autocannon'
import { computePercentile } from './report'

export interface Load {
  url: string
  headers: Record<string, string>
  connections: number
  seconds: number
}

export interface Measured {
  /** Answers with 2xx per second. */
  goodPerSecond: number
  refusedPerSecond: number
  /** Without any answer, or with one that is neither 2xx nor 503. */
  failed: number
}

/** Everybody asks again as soon as they are answered. */
export async function measureClosed({ url, headers, connections, seconds }: Load): Promise<Measured> {
  const result = await autocannon({ url, headers, connections, duration: seconds })
  const refused = result.statusCodeStats?.['503']?.count ?? 0
  return {
    goodPerSecond: result['2xx'] / seconds,
    refusedPerSecond: refused / seconds,
    failed: result.errors + result.non2xx - refused,
  }
}

/**
 * Asks one probe after the other until told to stop; returns the times in milliseconds. In a thread of its own: this one is
 * as busy with a thousand callers as the server is.
 */
export function startProbing(url: string): () => Promise<number[]> {
  const worker = new Worker(new URL('./probe.mjs', import.meta.url), { workerData: { url } })
  return async () => {
    worker.postMessage('stop')
    const [timesMs] = await once(worker, 'message')
    await worker.terminate()
    return timesMs
  }
}

/** How long after now an answer comes as quickly again as `usualMs`; in milliseconds. */
export async function measureRecovery(url: string, headers: Record<string, string>, usualMs: number): Promise<number> {
  const startedAtMs = performance.now()
  for (;;) {
    const askedAtMs = performance.now()
    const response = await fetch(url, { headers }).catch(() => null)
    await response?.arrayBuffer()
    if (response?.ok && performance.now() - askedAtMs <= usualMs) return performance.now() - startedAtMs
    if (performance.now() - startedAtMs > 30_000) return Number.POSITIVE_INFINITY
  }
}

/** The time below which nine of ten answers to one caller come. */
export async function measureUsual(url: string, headers: Record<string, string>): Promise<number> {
  const timesMs: number[] = []
  for (let n = 0; n < 200; n++) {
    const askedAtMs = performance.now()
    await (await fetch(url, { headers })).arrayBuffer()
    timesMs.push(performance.now() - askedAtMs)
  }
  return computePercentile(timesMs, 0.9)
}
