import { cpus } from 'node:os'
import { expect, it } from 'vitest'
import { takeCpuSample } from '../cpu-sampler'
import { createCpuCollector } from './cpu'

const settings = {
  CPU_CHECK_INTERVAL_SECONDS: 60,
  CPU_WARNING_THRESHOLD_PERCENT: 70,
  CPU_CRITICAL_THRESHOLD_PERCENT: 90,
}

it('the reading of the processors rises while this process works', async () => {
  // Time passes as if nothing else ran here, however busy the machine is.
  const workMs = 200
  let atMs = 0
  const collector = createCpuCollector(settings, async () => {
    atMs += workMs / cpus().length
    return { ...(await takeCpuSample()), atMs }
  })
  const idle = await collector.collect()
  const begunMicros = process.cpuUsage().user
  while (process.cpuUsage().user - begunMicros < workMs * 1_000) Math.sqrt(atMs)
  const busy = await collector.collect()
  expect(busy.values.process_cpu_percent).toBeGreaterThan(idle.values.process_cpu_percent! + 20)
  expect(Object.keys(busy.values)).toEqual([
    ...['process_cpu_percent', 'baseline_cpu_percent', 'cpu_growth_percent', 'system_cpu_percent'],
    ...['cpu_count_logical', 'cpu_count_physical', 'load_average_1m', 'load_average_5m', 'load_average_15m'],
  ])
})
