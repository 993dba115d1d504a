/** What it costs to watch the status page, and to draw 90 days of it. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { setImmediate as turn } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import pg from 'pg'
import { dressAnswer } from '@/lib/boot/dress-answer'
import { findEmbeddedUrl } from '@/lib/boot/embedded-postgres/find-embedded-url'
import { minuteMs } from '@/lib/core/time'
import { sendEvents } from '@/lib/http/event-stream'
import { makeLiveCollectors } from '@/lib/ops/status/make-live-collectors'
import { charts } from '@/lib/ops/status/pure/charts'
import type { LiveComponent } from '@/lib/ops/status/pure/live-message'
import { barRanges } from '@/lib/ops/status/pure/ranges'
import { feedTimes, StatusFeed } from '@/lib/ops/status/status-feed'
import { observe } from '@/lib/platform/metrics/metrics'
import { launchBrowser, newSignedInContext, startProduct } from './apps'
import { type BenchReport, type BenchRow, computePercentile } from './report'

const looksPerRound = 300
const rounds = 5
const extraViewers = 50
const componentCount = 15

/** As many series as a server has that is used; they are what a look adds up. */
function makeSeries(): void {
  for (let index = 0; index < 150; index++) {
    observe('api_gateway_request_duration_seconds', { method: 'GET', path: `/api/${index}` }, index / 1_000)
  }
}

const components: LiveComponent[] = Array.from({ length: componentCount }, (_, index) => ({
  ...{ id: `component_${index}`, name: `Component ${index}`, status: 'up', since: new Date(0).toISOString() },
  ...{ message: null, essential: false, causes: [], affects: [] },
}))

/** Without what it asks the database now and then: that is done once however many look, so the truth is better. */
async function measureLooks(): Promise<BenchRow[]> {
  makeSeries()
  const feed = new StatusFeed(
    {
      makeCollectors: makeLiveCollectors,
      listLatestValues: () => ({}),
      listComponents: () => components,
      readUptime: async ({ range }) => ({ range, fromMs: 0, atMs: 0, components: [] }),
      readRest: async () => '',
      now: Date.now,
    },
    { ...feedTimes, everyMs: 24 * 60 * minuteMs },
  )
  const server = createServer((request, response) => {
    dressAnswer(request, response)
    response.setHeader('content-type', 'text/event-stream')
    sendEvents((sink) => feed.join({ ...sink, userId: 'ada', range: barRanges[0] }), response)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const listeners = fork(fileURLToPath(new URL('peers/event-listeners.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, URL: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}` },
  })
  const listen = async (count: number) => {
    listeners.send(count)
    while (feed.countOf('ada') !== count) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const costs: Record<number, number[]> = { 1: [], [1 + extraViewers]: [] }
  await listen(1)
  await lookOften(feed)
  for (let round = 0; round < rounds; round++) {
    for (const count of [1, 1 + extraViewers]) {
      await listen(count)
      costs[count]!.push(await lookOften(feed))
    }
  }
  listeners.kill()
  feed.close()
  server.close()
  const [first, all] = [1, 1 + extraViewers].map((count) => computePercentile(costs[count]!, 0.5)) as [number, number]
  const extra = (all - first) / extraViewers
  return [
    {
      measure: 'server work for one open page, a minute',
      unit: 'ms of CPU',
      ours: (first * minuteMs) / feedTimes.everyMs,
      peer: null,
      goal: { atMost: 300 },
    },
    {
      measure: `server work for each of ${extraViewers} more pages, against the first`,
      unit: 'ms of CPU a look',
      ours: extra,
      peer: first,
      goal: { atMost: 0.02 },
    },
  ]
}

/** Milliseconds of CPU for one look that everybody is told of. */
async function lookOften(feed: StatusFeed): Promise<number> {
  const before = process.cpuUsage()
  for (let look = 0; look < looksPerRound; look++) {
    await feed.tick()
    await turn()
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000 / looksPerRound
}

/** A reading of every name, in steps of time; each swings a little. */
const readingsSql = `
  INSERT INTO monitor_readings (span, monitor, instance, at, "values", count)
  SELECT $3::reading_span, $1, 'before:3000', step, (SELECT jsonb_object_agg(name, jsonb_build_array(amount, amount / 2, amount * 2))
    FROM (SELECT name, 20 + 10 * sin(extract(epoch FROM step) / 9000) + random() AS amount FROM unnest($2::text[]) AS name) AS made), 60
  FROM generate_series(now() - $4::interval, now() - $5::interval, $6::interval) AS step`

/** Of 90 days, and of the last hour, as neither is there after a start. The process it is of has ended before this one began. */
async function fillHistory(databaseUrl: string): Promise<void> {
  const database = new pg.Client({ connectionString: databaseUrl })
  await database.connect()
  for (const monitor of new Set(charts.map((chart) => chart.monitor))) {
    const names = charts.filter((chart) => chart.monitor === monitor).flatMap(({ lines }) => lines)
    const values = [monitor, names.map(({ value }) => value)]
    await database.query(readingsSql, [...values, 'hour', '90 days', '1 hour', '1 hour'])
    await database.query(readingsSql, [...values, 'raw', '1 hour', '10 minutes', '1 minute'])
  }
  await database.end()
}

/** From the moment the browser has the numbers until all charts are drawn. */
async function measureDrawing(page: Page): Promise<number> {
  await page.getByRole('link', { name: 'Last hour' }).click()
  await page.waitForFunction((count) => document.querySelectorAll('.uplot canvas').length >= count, charts.length)
  await page.waitForTimeout(1_000)
  const drawn = page.evaluate(
    (count) =>
      new Promise<number>((resolve) => {
        const changed = new Set<Node>()
        const observer = new MutationObserver((mutations) => {
          for (const { target } of mutations) {
            if (Number((target as Element).getAttribute('aria-valuemax')) > 200) changed.add(target)
          }
          if (changed.size < count) return
          observer.disconnect()
          // After the frame that shows them.
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))
        })
        observer.observe(document, { subtree: true, attributeFilter: ['aria-valuemax'] })
      }),
    charts.length,
  )
  await page.getByRole('navigation', { name: 'Time shown in charts' }).getByRole('link', { name: '90 days' }).click()
  const atMs = await drawn
  const readAtMs = await page.evaluate(() => {
    const reads = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    return reads.findLast(({ name }) => name.includes('range=90d'))?.responseEnd ?? 0
  })
  return atMs - readAtMs
}

async function measureHistory(): Promise<BenchRow> {
  const [product, browser] = [await startProduct(), await launchBrowser()]
  try {
    const context = await newSignedInContext(browser, product.url)
    await fillHistory(findEmbeddedUrl(product.dataDir) ?? '')
    const page = await context.newPage()
    // All charts are in sight at once.
    await page.setViewportSize({ width: 1440, height: 4_000 })
    await page.goto('/admin/status')
    const times: number[] = []
    for (let round = 0; round < rounds; round++) times.push(await measureDrawing(page))
    return {
      measure: `90 days in ${charts.length} charts, from having the numbers to having drawn them`,
      unit: 'ms',
      ours: computePercentile(times, 0.5),
      peer: null,
      goal: { atMost: 200 },
    }
  } finally {
    await browser.close()
    await product.stop()
  }
}

export async function bench(): Promise<BenchReport> {
  return {
    name: 'status',
    peer: 'the first of those who look, and limits',
    rows: [...(await measureLooks()), await measureHistory()],
  }
}
