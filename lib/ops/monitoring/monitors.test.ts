import { execFileSync } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dayMs, hourMs, minuteMs } from '@/lib/core/time'
import { getPool } from '@/lib/platform/db/pool'
import { renderMetrics } from '@/lib/platform/metrics/render-metrics'
import { captureLog } from '@/lib/testing/capture-log'
import { useDatabase } from '@/lib/testing/database'
import { waitFor } from '@/lib/testing/wait-for'
import type { Collector, Reading } from './collector'
import { createCpuCollector } from './collectors/cpu'
import { createDiskCollector } from './collectors/disk'
import { createEventLoopCollector } from './collectors/event-loop'
import { createMemoryCollector } from './collectors/memory'
import { createNetworkCollector } from './collectors/network'
import { computeTrend } from './compute-trend'
import type { CpuSample } from './cpu-sampler'
import type { LatestReading } from './latest-readings'
import { readContainer } from './read-container'
import { rollUp, storeReading } from './repo'
import { startMonitors } from './start-monitors'

useDatabase()
const log = captureLog()

const cpuSettings = {
  CPU_CHECK_INTERVAL_SECONDS: 60,
  CPU_WARNING_THRESHOLD_PERCENT: 70,
  CPU_CRITICAL_THRESHOLD_PERCENT: 90,
}
const memorySettings = {
  MEMORY_CHECK_INTERVAL_SECONDS: 60,
  MEMORY_WARNING_THRESHOLD_MB: 512,
  MEMORY_CRITICAL_THRESHOLD_MB: 1024,
}
const everyMs = minuteMs
const mb = 1024 * 1024
const usageOf = (rss: number) => ({ rss, heapUsed: 1, heapTotal: 2, external: 3, arrayBuffers: 4 })

describe('CPU', () => {
  const container = { cpuCores: 2, cpuUsedMs: null, memoryTotalBytes: 1, memoryAvailableBytes: 1 }
  const sampleAt = (atMs: number, processMs: number): CpuSample => ({
    atMs,
    processMs,
    busyMs: processMs,
    totalMs: 2 * atMs,
    container,
  })

  it('is compared with its first reading and with the thresholds', async () => {
    const samples = [sampleAt(0, 0), sampleAt(1_000, 200), sampleAt(2_000, 1_600), sampleAt(3_000, 3_500)]
    const collector = createCpuCollector(cpuSettings, async () => samples.shift()!)
    const readings = [await collector.collect(), await collector.collect(), await collector.collect()]
    expect(readings.map(({ state, values }) => [state, values.process_cpu_percent, values.cpu_growth_percent])).toEqual(
      [
        ['ok', 10, 0],
        ['warning', 70, 60],
        ['critical', 95, 85],
      ],
    )
  })

  it('alarms for the whole machine as well as for this process', async () => {
    const samples = [
      sampleAt(0, 0),
      { ...sampleAt(1_000, 100), busyMs: 1_500 },
      { ...sampleAt(2_000, 200), busyMs: 3_400 },
    ]
    const collector = createCpuCollector(cpuSettings, async () => samples.shift()!)
    const readings = [await collector.collect(), await collector.collect()]
    expect(readings.map(({ state, values }) => [state, values.process_cpu_percent, values.system_cpu_percent])).toEqual(
      [
        ['warning', 5, 75],
        ['critical', 5, 95],
      ],
    )
  })

  it('is of the quota inside a container', async () => {
    const root = await mkdtemp(join(tmpdir(), 'cgroup-'))
    await writeFile(join(root, 'cpu.max'), '50000 100000\n')
    await writeFile(join(root, 'cpu.stat'), 'usage_usec 2000000\nuser_usec 1\n')
    await writeFile(join(root, 'memory.max'), String(256 * mb))
    await writeFile(join(root, 'memory.current'), String(200 * mb))
    await writeFile(join(root, 'memory.stat'), `anon 1\ninactive_file ${20 * mb}\n`)
    expect(await readContainer(root)).toEqual({
      cpuCores: 0.5,
      cpuUsedMs: 2_000,
      memoryTotalBytes: 256 * mb,
      memoryAvailableBytes: 76 * mb,
    })
    await writeFile(join(root, 'cpu.max'), 'max 100000\n')
    await writeFile(join(root, 'memory.max'), 'max\n')
    expect((await readContainer(root)).cpuUsedMs).toBeNull()
    expect((await readContainer(root)).memoryTotalBytes).toBe((await readContainer('/nowhere')).memoryTotalBytes)
  })
})

describe('memory', () => {
  it('rises with 200 MB and falls when they are given back', async () => {
    const collector = createMemoryCollector(memorySettings)
    const before = await collector.collect()
    let kept: Buffer | null = Buffer.alloc(200 * mb, 1)
    const during = await collector.collect()
    expect(during.values.current_memory_mb! - before.values.current_memory_mb!).toBeGreaterThan(180)
    expect(during.values.memory_growth_mb! - before.values.memory_growth_mb!).toBeGreaterThan(180)
    expect(kept.length).toBe(200 * mb)
    kept = null
    const { setFlagsFromString } = await import('node:v8')
    const { runInNewContext } = await import('node:vm')
    setFlagsFromString('--expose-gc')
    const collectGarbage: () => void = runInNewContext('gc')
    await waitFor('the memory to be given back', async () => {
      collectGarbage()
      return (await collector.collect()).values.current_memory_mb! < during.values.current_memory_mb! - 150
    })
  })

  it('goes by its thresholds, and by its slope over an hour', async () => {
    let [rssMb, nowMs] = [300, 0]
    const collector = createMemoryCollector(memorySettings, { now: () => nowMs, usage: () => usageOf(rssMb * mb) })
    const states: string[] = []
    for (const value of [511, 512, 1024]) {
      rssMb = value
      states.push((await collector.collect()).state)
    }
    expect(states).toEqual(['ok', 'warning', 'critical'])
    let reading: Reading | null = null
    for (nowMs = 2 * hourMs; nowMs < 3 * hourMs; nowMs += minuteMs) {
      rssMb = 300 + (nowMs - 2 * hourMs) / minuteMs
      reading = await collector.collect()
    }
    expect(reading).toMatchObject({ state: 'warning', values: { memory_trend_mb_per_hour: 60 } })
  })

  it('that goes up and down has no slope', () => {
    const points = Array.from({ length: 60 }, (_, i) => ({ atMs: i * minuteMs, value: 300 + (i % 2) * 40 }))
    expect(computeTrend(points)!.fit).toBeLessThan(0.1)
    expect(computeTrend(points.slice(0, 20))).toBeNull()
  })
})

describe('a disk', () => {
  it('alarms when it is full', async () => {
    const path = await mkdtemp(join(tmpdir(), 'disk-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', path])
    try {
      const collector = createDiskCollector({ folders: [{ name: 'data', path }], warningPercent: 80, everyMs })
      expect((await collector.collect()).state).toBe('ok')
      await writeFile(join(path, 'large'), Buffer.alloc(3.5 * mb))
      expect(await collector.collect()).toMatchObject({
        state: 'warning',
        values: { data_disk_total_mb: 4, data_disk_available_mb: 0.5, data_disk_usage_percent: 87.5 },
      })
    } finally {
      execFileSync('umount', [path])
    }
  })

  it('says what uploads take, also where no disk holds them, and goes on when that cannot be known', async () => {
    const options = { folders: [], warningPercent: 80, everyMs }
    const known = createDiskCollector({ ...options, countUploads: async () => 3 * mb })
    expect((await known.collect()).values).toEqual({ uploads_mb: 3 })
    const unknown = createDiskCollector({ ...options, countUploads: () => Promise.reject(new Error('no database')) })
    expect(await unknown.collect()).toMatchObject({ state: 'ok', values: {} })
  })

  it('that is not there is left out', async () => {
    const folders = [{ name: 'data', path: '/nowhere/at/all' }]
    expect((await createDiskCollector({ folders, warningPercent: 80, everyMs }).collect()).values).toEqual({})
  })
})

describe('a round', () => {
  it('costs less than 50 ms of CPU', async () => {
    const collectors = [
      createCpuCollector(cpuSettings),
      createMemoryCollector(memorySettings),
      createEventLoopCollector({ everyMs }),
      createDiskCollector({ folders: [{ name: 'data', path: '/' }], warningPercent: 80, everyMs }),
      createNetworkCollector({ everyMs }),
    ]
    const round = () => Promise.all(collectors.map((collector) => collector.collect()))
    await round()
    const before = process.cpuUsage()
    await round()
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1_000).toBeLessThan(50)
  })

  it('is never begun twice, logs by its state, and survives a collector that fails', async () => {
    let read: () => void = () => {}
    let finish: (reading: Reading) => void = () => {}
    let rounds = 0
    const collector: Collector = {
      monitor: 'cpu',
      everyMs,
      collect() {
        rounds++
        if (rounds === 2) return Promise.reject(new Error('broken'))
        return new Promise((resolve) => {
          finish = resolve
        })
      },
    }
    const stored: LatestReading[] = []
    const stop = startMonitors({
      collectors: [collector],
      store: async (reading) => void stored.push(reading),
      now: () => 7,
      repeat: (work) => {
        read = work
        return () => {}
      },
    })
    const reading: Reading = { state: 'critical', summary: 'CPU 95 %', values: { process_cpu_percent: 95 } }
    read()
    read()
    finish(reading)
    await waitFor('the reading', () => stored.length === 1)
    await waitFor('the round to end', () => {
      read()
      return rounds === 2
    })
    await waitFor('the failure to be said', () => log.lines.length === 2)
    stop()
    expect(renderMetrics()).toContain('autograph_monitor_duration_seconds_count{monitor="cpu"} 1\n')
    expect(stored).toEqual([{ ...reading, monitor: 'cpu', atMs: 7 }])
    expect(log.lines).toMatchObject([
      { level: 'error', module: 'monitoring', msg: 'CPU 95 %', process_cpu_percent: 95 },
      { level: 'warn', monitor: 'cpu', reason: 'Error' },
    ])
  })
})

describe('readings', () => {
  const startMs = Date.parse('2026-11-22T10:00:00Z')
  const rows = async () =>
    (await getPool().query(`SELECT span, at, "values", count FROM monitor_readings ORDER BY span, at`)).rows

  it('become 5 minutes and hours, and are forgotten in time', async () => {
    for (const [minute, value] of [
      [0, 10],
      [1, 20],
      [5, 40],
      [61, 7],
    ] as const) {
      const reading: Reading = { state: 'ok', summary: '', values: { process_cpu_percent: value } }
      await storeReading({ ...reading, monitor: 'cpu', atMs: startMs + minute * minuteMs })
    }
    const nowMs = startMs + 62 * minuteMs
    expect(await rollUp(nowMs, nowMs - dayMs)).toBe(true)
    const condensed = (await rows()).filter(({ span }) => span !== 'raw')
    expect(condensed).toEqual([
      { span: 'minutes5', at: new Date(startMs), values: { process_cpu_percent: [15, 10, 20] }, count: 2 },
      {
        span: 'minutes5',
        at: new Date(startMs + 5 * minuteMs),
        values: { process_cpu_percent: [40, 40, 40] },
        count: 1,
      },
      {
        span: 'hour',
        at: new Date(startMs),
        values: { process_cpu_percent: [expect.closeTo(70 / 3), 10, 40] },
        count: 3,
      },
    ])
    await rollUp(nowMs, nowMs - dayMs)
    expect((await rows()).filter(({ span }) => span !== 'raw')).toEqual(condensed)
    await rollUp(startMs + 25 * hourMs + 30 * minuteMs, nowMs)
    expect((await rows()).map(({ span }) => span)).toEqual(['minutes5', 'minutes5', 'minutes5', 'hour', 'hour'])
    await rollUp(startMs + 91 * dayMs, nowMs)
    expect(await rows()).toEqual([])
  })

  it('are condensed by one process at a time', async () => {
    const other = await getPool().connect()
    await other.query('BEGIN')
    await other.query('SELECT pg_advisory_xact_lock(5118264)')
    expect(await rollUp(startMs, startMs - dayMs)).toBe(false)
    await other.query('ROLLBACK')
    other.release()
    expect(await rollUp(startMs, startMs - dayMs)).toBe(true)
  })
})
