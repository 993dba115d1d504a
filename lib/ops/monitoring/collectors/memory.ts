import { hourMs, type Now, secondMs } from '@/lib/core/time'
import type { Env } from '@/lib/platform/env/schema'
import { setGauge } from '@/lib/platform/metrics/metrics'
import { type Collector, computeState, round } from '../collector'
import { computeTrend, type Point } from '../compute-trend'
import { readContainer } from '../read-container'

type MemorySettings = Pick<
  Env,
  'MEMORY_CHECK_INTERVAL_SECONDS' | 'MEMORY_WARNING_THRESHOLD_MB' | 'MEMORY_CRITICAL_THRESHOLD_MB'
>

interface MemoryDeps {
  now?: Now
  usage?: () => NodeJS.MemoryUsage
  cgroupRoot?: string
}

/** A leak grows by so much of itself in an hour, and steadily. */
const leakShare = 0.1
const leakFit = 0.7

const toMb = (bytes: number): number => bytes / 1024 / 1024

export function createMemoryCollector(settings: MemorySettings, deps: MemoryDeps = {}): Collector {
  const { now = Date.now, usage = () => process.memoryUsage(), cgroupRoot } = deps
  const baselineMb = toMb(usage().rss)
  const limits = {
    unit: 'MB' as const,
    warningFrom: settings.MEMORY_WARNING_THRESHOLD_MB,
    criticalFrom: settings.MEMORY_CRITICAL_THRESHOLD_MB,
  }
  let lastHour: Point[] = []
  return {
    monitor: 'memory',
    everyMs: settings.MEMORY_CHECK_INTERVAL_SECONDS * secondMs,
    async collect() {
      const { rss, heapUsed, heapTotal, external } = usage()
      const { memoryTotalBytes, memoryAvailableBytes } = await readContainer(cgroupRoot)
      const atMs = now()
      const currentMb = toMb(rss)
      lastHour = [...lastHour.filter((point) => point.atMs > atMs - hourMs), { atMs, value: currentMb }]
      const trend = computeTrend(lastHour)
      const isLeaking = trend !== null && trend.fit >= leakFit && trend.perHour >= currentMb * leakShare
      const percent = (rss / memoryTotalBytes) * 100
      setGauge('memory_usage_bytes', {}, rss)
      setGauge('memory_usage_percent', {}, percent)
      setGauge('memory_available_bytes', {}, memoryAvailableBytes)
      const state = computeState(currentMb, limits.warningFrom, limits.criticalFrom)
      return {
        limits,
        state: state === 'ok' && isLeaking ? 'warning' : state,
        summary: `memory ${Math.round(currentMb)} MB${isLeaking ? `, growing by ${Math.round(trend.perHour)} MB an hour` : ''}`,
        values: {
          current_memory_mb: round(currentMb),
          baseline_memory_mb: round(baselineMb),
          memory_growth_mb: round(currentMb - baselineMb),
          memory_percent: round(percent),
          system_memory_total_mb: round(toMb(memoryTotalBytes)),
          system_memory_available_mb: round(toMb(memoryAvailableBytes)),
          heap_used_mb: round(toMb(heapUsed)),
          heap_total_mb: round(toMb(heapTotal)),
          external_memory_mb: round(toMb(external)),
          ...(trend ? { memory_trend_mb_per_hour: round(trend.perHour) } : {}),
        },
      }
    },
  }
}
