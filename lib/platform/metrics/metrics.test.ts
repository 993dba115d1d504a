import { spawnSync } from 'node:child_process'
import { afterEach, describe, expect, it } from 'vitest'
import { forget } from '../remember'
import { definitions } from './definitions'
import { addToGauge, collectAtScrape, count, countTo, getMetricStore, observe, setGauge } from './metrics'
import { getRenderedMetrics, renderMetrics } from './render-metrics'

afterEach(() => {
  forget('metrics')
  forget('metrics.rendered')
})

const findLines = (pattern: RegExp): string[] =>
  renderMetrics()
    .split('\n')
    .filter((line) => pattern.test(line) && !line.startsWith('#'))

function fillEverything(): void {
  for (const [name, { kind, labels, maxSeries, buckets }] of Object.entries(definitions)) {
    const store = getMetricStore()
    for (let index = 0; index < maxSeries + 5; index++) {
      const values = Object.fromEntries(labels.map((label) => [label, `${label} ${index}`]))
      if (kind === 'histogram') store.bucketed.get(name)?.observe(values, buckets[0]! * index)
      else Object.assign(store.plain.get(name)!.find(values), { value: index })
    }
  }
}

describe('values', () => {
  it('move by exactly what was counted', () => {
    count('autograph_sync_messages_total', { direction: 'in' })
    count('autograph_sync_messages_total', { direction: 'in' }, 4)
    count('autograph_sync_messages_total', { direction: 'out' }, 2)
    expect(findLines(/^autograph_sync_messages/)).toEqual([
      'autograph_sync_messages_total{direction="in"} 5',
      'autograph_sync_messages_total{direction="out"} 2',
    ])
  })

  it('of gauges rise and fall', () => {
    addToGauge('api_gateway_active_connections', {}, 3)
    addToGauge('api_gateway_active_connections', {}, -2)
    setGauge('autograph_open_rooms', {}, 7)
    expect(findLines(/^(api_gateway_active|autograph_open_rooms)/)).toEqual([
      'api_gateway_active_connections 1',
      'autograph_open_rooms 7',
    ])
  })

  it('of totals kept elsewhere never fall', () => {
    countTo('autograph_compression_saved_bytes_total', {}, 10)
    countTo('autograph_compression_saved_bytes_total', {}, 4)
    expect(findLines(/saved_bytes/)).toEqual(['autograph_compression_saved_bytes_total 10'])
  })

  it('of histograms fall into every bucket above them', () => {
    for (const seconds of [0.001, 0.0012, 0.3])
      observe('autograph_monitor_duration_seconds', { monitor: 'cpu' }, seconds)
    observe('autograph_monitor_duration_seconds', { monitor: 'cpu' }, 60)
    expect(findLines(/^autograph_monitor/)).toEqual([
      'autograph_monitor_duration_seconds_bucket{le="0.005",monitor="cpu"} 2',
      'autograph_monitor_duration_seconds_bucket{le="0.025",monitor="cpu"} 2',
      'autograph_monitor_duration_seconds_bucket{le="0.1",monitor="cpu"} 2',
      'autograph_monitor_duration_seconds_bucket{le="0.5",monitor="cpu"} 3',
      'autograph_monitor_duration_seconds_bucket{le="2.5",monitor="cpu"} 3',
      'autograph_monitor_duration_seconds_bucket{le="+Inf",monitor="cpu"} 4',
      'autograph_monitor_duration_seconds_sum{monitor="cpu"} 60.3022',
      'autograph_monitor_duration_seconds_count{monitor="cpu"} 4',
    ])
  })

  it('are escaped in labels', () => {
    setGauge('disk_usage_percent', { mount: '/a "b"\\\n' }, 1)
    expect(findLines(/^disk/)).toEqual(['disk_usage_percent{mount="/a \\"b\\"\\\\\\n"} 1'])
  })
})

describe('the text', () => {
  it("says the same as prom-client's own", async () => {
    fillEverything()
    const sorted = (text: string) => text.split('\n').filter(Boolean).toSorted()
    expect(sorted(renderMetrics())).toEqual(sorted(await getMetricStore().registry.metrics()))
  })

  it('is valid for promtool', () => {
    fillEverything()
    const { status, stderr, stdout } = spawnSync('promtool', ['check', 'metrics'], { input: renderMetrics() })
    expect({ status, said: `${stdout}${stderr}` }).toEqual({ status: 0, said: '' })
  })

  it('stays within its budget whatever is counted', () => {
    fillEverything()
    const lines = renderMetrics()
      .split('\n')
      .filter((line) => line && !line.startsWith('#'))
    expect(lines.length).toBeLessThanOrEqual(5_000)
  })

  it('counts what exceeds a metric in one series', () => {
    for (let index = 0; index < 100; index++) count('autograph_sync_refusals_total', { code: String(index) })
    const lines = findLines(/^autograph_sync_refusals/)
    expect(lines).toHaveLength(25)
    expect(lines.at(-1)).toBe('autograph_sync_refusals_total{code="other"} 76')
  })

  it('is made at most once a second', () => {
    const read = (nowMs: number) => Buffer.from(getRenderedMetrics(nowMs)).toString()
    const first = read(1_000)
    setGauge('autograph_open_rooms', {}, 3)
    expect(read(1_999)).toBe(first)
    expect(read(2_000)).toContain('autograph_open_rooms 3\n')
  })
})

describe('collectors', () => {
  it('run before each scrape, until they are taken away', () => {
    let rooms = 1
    const stop = collectAtScrape('rooms', () => setGauge('autograph_open_rooms', {}, rooms++))
    expect(findLines(/^autograph_open_rooms/)).toEqual(['autograph_open_rooms 1'])
    expect(findLines(/^autograph_open_rooms/)).toEqual(['autograph_open_rooms 2'])
    stop()
    expect(findLines(/^autograph_open_rooms/)).toEqual(['autograph_open_rooms 2'])
  })

  it('that fail cost nobody else', () => {
    collectAtScrape('broken', () => {
      throw new Error('no')
    })
    collectAtScrape('whole', () => setGauge('autograph_open_rooms', {}, 5))
    expect(findLines(/^autograph_open_rooms/)).toEqual(['autograph_open_rooms 5'])
  })
})
