import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { makeAnswerHot } from '@/lib/boot/answer-hot'
import { findFreePort } from '@/lib/boot/find-free-port'
import { hotRoutes } from '@/lib/boot/hot-routes'
import { minuteMs } from '@/lib/core/time'
import { createRequestsCollector } from '@/lib/ops/monitoring/collectors/requests'
import { useDatabase } from '@/lib/testing/database'
import { useSync } from '@/lib/testing/sync-fixture'
import { waitFor } from '@/lib/testing/wait-for'
import { type Metering, startMetering } from './start-metering'

useDatabase()
const sync = useSync()

let metering: Metering
const answerHot = makeAnswerHot(hotRoutes)
const server = createServer((request, response) => {
  metering.meterRequest(request, response)
  if (answerHot(request, response)) return
  const asked = new URL(request.url ?? '/', 'http://x').searchParams
  response.statusCode = Number(asked.get('status') ?? 200)
  setTimeout(() => response.end(), Number(asked.get('ms') ?? 0))
})
let [folder, target, prometheusUrl] = ['', '', '']
let prometheus: ChildProcess | null = null

beforeAll(async () => {
  metering = startMetering()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  target = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  folder = await mkdtemp(join(tmpdir(), 'autograph-prometheus-'))
  const given = await readFile('deploy/prometheus/prometheus.yml', 'utf8')
  const config = given
    .replaceAll(/_interval: 15s/g, '_interval: 250ms')
    .replace('localhost:3000', target)
    .replaceAll(/- (\w+-rules\.yml)/g, (_, file: string) => `- ${resolve('deploy/prometheus', file)}`)
  await writeFile(join(folder, 'prometheus.yml'), config)
  const listen = `127.0.0.1:${await findFreePort()}`
  prometheusUrl = `http://${listen}`
  const paths = [`--config.file=${join(folder, 'prometheus.yml')}`, `--storage.tsdb.path=${join(folder, 'data')}`]
  const started = spawn('prometheus', [...paths, `--web.listen-address=${listen}`], { stdio: 'ignore' })
  prometheus = started
  const failed = once(started, 'error').then(([error]) => {
    throw new Error('These tests need prometheus; install the package of that name.', { cause: error })
  })
  const isReady = () =>
    fetch(`${prometheusUrl}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
  await Promise.race([waitFor('Prometheus to be ready', isReady), failed])
  failed.catch(() => {})
}, 30_000)

afterAll(async () => {
  metering.stop()
  server.close()
  server.closeAllConnections()
  if (prometheus && prometheus.exitCode === null && prometheus.kill()) await once(prometheus, 'exit')
  await rm(folder, { recursive: true, force: true })
})

const answerSchema = z.object({
  data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }),
})

async function query(expression: string): Promise<number | null> {
  const response = await fetch(`${prometheusUrl}/api/v1/query?query=${encodeURIComponent(expression)}`)
  const { result } = answerSchema.parse(await response.json()).data
  return result[0] ? Number(result[0].value[1]) : null
}

it('a real Prometheus takes the configuration we ship, and knows the rate of requests and the open rooms', async () => {
  const { connect } = await sync.open()
  await connect().untilConnected()
  await waitFor('the first scrape', async () => (await query('up{job="autograph"}')) === 1)
  for (let index = 0; index < 30; index++) await fetch(`http://${target}/api/health/live`)
  await waitFor('the open room', async () => (await query('sum(autograph_open_rooms)')) === 1)
  const path = 'path="/api/health/live"'
  await waitFor('all requests', async () => (await query(`api_gateway_requests_total{${path}}`)) === 30)
  await waitFor('a rate', async () => Number(await query(`sum(rate(api_gateway_requests_total[1m]))`)) > 0)
  await waitFor('a recording rule', async () => (await query('sum(autograph:requests:rate5m)')) !== null)
}, 40_000)

it('what the status page draws is what Prometheus computes from the same counters', async () => {
  const path = 'path="/api/health/live"'
  const ask = (query = '') => fetch(`http://${target}/elsewhere${query}`).then((response) => response.text())
  const readAll = () => query(`sum(api_gateway_requests_total{${path}})`)
  // Known to Prometheus before it begins, as it only counts what it has seen grow.
  for (const status of [200, 404, 503]) await ask(`?status=${status}`)
  await waitFor('a scrape', async () => (await readAll()) !== null)
  const counted = 'sum(api_gateway_requests_total{path!~"/metrics|/api/health/live"})'
  await waitFor('all of it', async () => (await query(counted)) === 3)

  const times = [Date.now()]
  const collector = createRequestsCollector({
    everyMs: minuteMs,
    windowMs: 1,
    now: () => times.at(-1)!,
  })
  const load = Array.from({ length: 300 }, (_, index) => {
    const status = index % 30 === 0 ? 503 : index % 10 === 0 ? 404 : 200
    return `?status=${status}&ms=${5 + (index % 40) * 3}`
  })
  for (let index = 0; index < load.length; index += 30) await Promise.all(load.slice(index, index + 30).map(ask))
  await waitFor('the load to be scraped', async () => (await query(counted)) === 303)
  times.push(Date.now())
  const { values } = await collector.collect()

  const [from, to] = times.map((ms) => (ms / 1_000).toFixed(3))
  const grown = (what: string) => `(${what.replace('@', `@ ${to}`)}) - (${what.replace('@', `@ ${from}`)})`
  const count = (name: string) => Math.round(((values[name] ?? 0) * (times[1]! - times[0]!)) / minuteMs)
  const prometheusCounts = async (matcher: string) =>
    (await query(grown(`sum(api_gateway_requests_total{${matcher}} @)`))) ?? Number.NaN
  expect(count('failed_per_minute')).toBe(await prometheusCounts('status=~"5.."'))
  expect(count('refused_per_minute')).toBe(await prometheusCounts('status=~"4..",status!="499"'))
  // Between a look of ours and a scrape lies a scrape or two.
  expect(Math.abs(count('requests_per_minute') - (await prometheusCounts('')))).toBeLessThanOrEqual(3)
  for (const percent of [50, 95]) {
    const buckets = grown('sum by (le) (api_gateway_request_duration_seconds_bucket @)')
    const seconds = (await query(`histogram_quantile(${percent / 100}, ${buckets})`)) ?? Number.NaN
    expect(values[`request_p${percent}_ms`]! / (seconds * 1_000), `p${percent}`).toBeCloseTo(1, 1)
  }
}, 40_000)
