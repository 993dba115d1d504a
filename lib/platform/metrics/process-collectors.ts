import { readdirSync } from 'node:fs'
import { constants, monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks'
import { getHeapStatistics } from 'node:v8'
import { collectAtScrape, observe, setGauge } from './metrics'

const nanosecondsPerSecond = 1e9
const timerEveryMs = 20

const kindsOfCollection = new Map<number, string>([
  [constants.NODE_PERFORMANCE_GC_MINOR, 'minor'],
  [constants.NODE_PERFORMANCE_GC_MAJOR, 'major'],
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL, 'incremental'],
  [constants.NODE_PERFORMANCE_GC_WEAKCB, 'weak'],
])

/** Measures what Node knows of this process. Returns its stop. */
export function startProcessCollectors({ version }: { version: string }): () => void {
  setGauge('autograph_process_start_time_seconds', {}, performance.timeOrigin / 1_000)
  setGauge('autograph_build_info', { version, node: process.version }, 1)
  const stops = [startEventLoop(), startCollections(), collectAtScrape('heap', collectHeap)]
  return () => {
    for (const stop of stops) stop()
  }
}

function startEventLoop(): () => void {
  const delay = monitorEventLoopDelay({ resolution: timerEveryMs })
  delay.enable()
  const stop = collectAtScrape('event loop', () => {
    for (const percentile of [50, 99, 100]) {
      // What is measured is from one run of a timer to the next, so a loop that is never late says 20 ms.
      const betweenSeconds = delay.count > 0 ? delay.percentile(percentile) / nanosecondsPerSecond : 0
      const lateSeconds = Math.max(0, betweenSeconds - timerEveryMs / 1_000)
      setGauge('autograph_event_loop_lag_seconds', { percentile: String(percentile) }, lateSeconds)
    }
    delay.reset()
  })
  return () => {
    stop()
    delay.disable()
  }
}

function startCollections(): () => void {
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      observe('autograph_gc_duration_seconds', { kind: readKind(entry) }, entry.duration / 1_000)
    }
  })
  observer.observe({ entryTypes: ['gc'] })
  return () => observer.disconnect()
}

/** Node's types leave `detail` out. */
function readKind(entry: object): string {
  const { detail } = entry as { detail?: { kind?: number } }
  return kindsOfCollection.get(detail?.kind ?? -1) ?? 'other'
}

function collectHeap(): void {
  const heap = getHeapStatistics()
  const { arrayBuffers } = process.memoryUsage()
  const sizes = {
    used: heap.used_heap_size,
    total: heap.total_heap_size,
    limit: heap.heap_size_limit,
    external: heap.external_memory,
    array_buffers: arrayBuffers,
  }
  for (const [kind, bytes] of Object.entries(sizes)) setGauge('autograph_heap_bytes', { kind }, bytes)
  setGauge('autograph_open_file_descriptors', {}, countOpenFiles())
}

function countOpenFiles(): number {
  try {
    return readdirSync('/proc/self/fd').length
  } catch {
    return -1
  }
}
