import { readFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { secondMs } from '@/lib/core/time'
import type { Env } from '@/lib/platform/env/schema'
import { setGauge } from '@/lib/platform/metrics/metrics'
import { type Collector, computeState, type Reading, round } from '../collector'
import { type CpuSample, type CpuShare, computeCpuShare, takeCpuSample } from '../cpu-sampler'

type CpuSettings = Pick<
  Env,
  'CPU_CHECK_INTERVAL_SECONDS' | 'CPU_WARNING_THRESHOLD_PERCENT' | 'CPU_CRITICAL_THRESHOLD_PERCENT'
>

/** The first reading is what later ones are compared with. */
export function createCpuCollector(settings: CpuSettings, sample: () => Promise<CpuSample> = takeCpuSample): Collector {
  let before = sample()
  let baselinePercent: number | null = null
  const cores = { cpu_count_logical: cpus().length, cpu_count_physical: countPhysicalCores() }
  return {
    monitor: 'cpu',
    everyMs: settings.CPU_CHECK_INTERVAL_SECONDS * secondMs,
    async collect() {
      const [earlier, now] = [await before, await sample()]
      before = Promise.resolve(now)
      const share = computeCpuShare(earlier, now)
      baselinePercent ??= share.processPercent
      return makeReading(share, { baselinePercent, settings, cores })
    },
  }
}

interface Known {
  baselinePercent: number
  settings: CpuSettings
  cores: Record<string, number>
}

function makeReading(
  { processPercent, systemPercent }: CpuShare,
  { baselinePercent, settings, cores }: Known,
): Reading {
  const [load1 = 0, load5 = 0, load15 = 0] = loadavg()
  setGauge('cpu_usage_percent', {}, processPercent)
  setGauge('cpu_load_average_1m', {}, load1)
  setGauge('cpu_load_average_5m', {}, load5)
  setGauge('cpu_load_average_15m', {}, load15)
  const [warningFrom, criticalFrom] = [settings.CPU_WARNING_THRESHOLD_PERCENT, settings.CPU_CRITICAL_THRESHOLD_PERCENT]
  return {
    state: computeState(Math.max(processPercent, systemPercent), warningFrom, criticalFrom),
    limits: { unit: '%', warningFrom, criticalFrom },
    summary: `CPU ${Math.round(processPercent)} % by this process, ${Math.round(systemPercent)} % in all`,
    values: {
      process_cpu_percent: round(processPercent),
      baseline_cpu_percent: round(baselinePercent),
      cpu_growth_percent: round(processPercent - baselinePercent),
      system_cpu_percent: round(systemPercent),
      ...cores,
      load_average_1m: round(load1),
      load_average_5m: round(load5),
      load_average_15m: round(load15),
    },
  }
}

/** Cores as Linux tells them apart; elsewhere the logical ones. */
function countPhysicalCores(): number {
  try {
    const blocks = readFileSync('/proc/cpuinfo', 'utf8').split('\n\n')
    const ids = blocks.map(
      (block) => `${/^physical id\s*: (\d+)/m.exec(block)?.[1]} ${/^core id\s*: (\d+)/m.exec(block)?.[1]}`,
    )
    const known = new Set(ids.filter((id) => !id.includes('undefined')))
    return known.size || cpus().length
  } catch {
    return cpus().length
  }
}
