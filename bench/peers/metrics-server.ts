/** One side of the benchmark of metrics, in a process of its own; says its port and its lines to whoever forked it. */
import { once } from 'node:events'
import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { makeAnswerHot } from '@/lib/boot/answer-hot'
import { answerPreflight } from '@/lib/boot/answer-preflight'
import { makeAnswerStatic } from '@/lib/boot/answer-static'
import { dressAnswer } from '@/lib/boot/dress-answer'
import { explainMethods } from '@/lib/boot/explain-methods'
import { answerMetrics, sendMetrics } from '@/lib/boot/handlers/get-metrics'
import { answerLive } from '@/lib/boot/handlers/health-live'
import { listRoutes } from '@/lib/boot/metering/list-routes'
import { makeNamePath } from '@/lib/boot/metering/name-path'
import { RequestMeter } from '@/lib/boot/metering/request-meter'
import { refuseNetwork } from '@/lib/boot/refuse-network'
import { refuseRequest } from '@/lib/boot/refuse-request'
import { makeAdmit } from '@/lib/boot/shed-load'
import { definitions } from '@/lib/platform/metrics/definitions'
import { histogram, type MetricDefinition } from '@/lib/platform/metrics/metric-definition'
import { getMetricStore, makeMetricStore } from '@/lib/platform/metrics/metrics'
import { renderMetrics } from '@/lib/platform/metrics/render-metrics'
import { forget, remember } from '@/lib/platform/remember'

/** What the product's own metrics cannot grow to, so that there is something of every size to compare. */
const filler = histogram('Made up.', {
  unit: 'seconds',
  labels: ['method', 'path'],
  maxSeries: 1_000,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
})
const all: Record<string, MetricDefinition> = { ...definitions, autograph_made_up_seconds: filler }

let madeUp = 0

const countLines = () =>
  renderMetrics()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#')).length

/** Fills the registry, one series of each metric after the other, until it has so many lines; the product's own first. */
function fill(lines: number): void {
  remember('metrics', () => makeMetricStore(all))
  const store = getMetricStore()
  let missing = lines - countLines()
  for (let index = 0; missing > 0; index++) {
    for (const [name, { kind, labels, maxSeries, buckets }] of Object.entries(all)) {
      const added = kind === 'histogram' ? buckets.length + 3 : 1
      if (labels.length === 0 || index >= maxSeries || added > missing) continue
      const values = Object.fromEntries(labels.map((label) => [label, `/api/some/${label}/${index}`]))
      if (kind === 'histogram') store.bucketed.get(name)?.observe(values, Math.random())
      else store.plain.get(name)!.find(values).value = Math.random() * 1e6
      if (name === 'autograph_made_up_seconds') madeUp = index + 1
      missing -= added
    }
  }
}

/** Between two scrapes a tenth of it changes, after the answer is complete. */
function changeSome(): void {
  const { bucketed } = getMetricStore()
  for (let index = 0; index < 1_000; index += 10) {
    const labels = { method: `/api/some/method/${index}`, path: `/api/some/path/${index}` }
    if (index < madeUp) bucketed.get('autograph_made_up_seconds')?.observe(labels, Math.random())
  }
}

const root = process.cwd()
const namePath = makeNamePath({ root, routes: listRoutes({ root, dev: true }) })
const requests = new RequestMeter(namePath)
const answerHot = makeAnswerHot([
  { method: 'GET', path: '/api/health/live', handler: answerLive },
  { method: 'GET', path: '/metrics', handler: answerMetrics, send: sendMetrics },
])

const admit = makeAdmit({ mostAtOnce: 100, mostWaiting: 500, waitMs: 1_000 })
const answerStatic = makeAnswerStatic(join(root, '.next', 'static'))
const running = new Set<ServerResponse>()

/** All that the product does with a request that is hot, as `server.mjs` and `start.ts` put it together. */
const plain: RequestListener = (request, response) => {
  running.add(response)
  response.on('close', () => running.delete(response))
  admit(request, response, () => {
    dressAnswer(request, response)
    explainMethods(request, response)
    if (refuseRequest(request, response) || refuseNetwork(request, response)) return
    if (answerPreflight(request, response) || answerStatic(request, response)) return
    answerHot(request, response)
  })
}

const metered: RequestListener = (request, response) => {
  requests.add(request, response)
  plain(request, response)
}

const sliceRequests = 500
/** Of each slice the processor time that one request took, in µs. */
const slices: Record<'metered' | 'plain', number[]> = { metered: [], plain: [] }
const turns = ['metered', 'plain', 'plain', 'metered'] as const
let [answered, turn, usedBefore] = [0, 0, process.cpuUsage()]

/**
 * Measured and not by turns, some hundredths of a second each: the same process, sockets and client, and whatever else the
 * machine does lasts longer than that, so it hits both alike.
 */
const alternating: RequestListener = (request, response) => {
  if (++answered > sliceRequests) {
    const { user, system } = process.cpuUsage(usedBefore)
    slices[turns[turn]!].push((user + system) / sliceRequests)
    turn = (turn + 1) % turns.length
    answered = 1
    usedBefore = process.cpuUsage()
  }
  const listener = turns[turn] === 'metered' ? metered : plain
  listener(request, response)
}

const sides: Record<string, RequestListener> = {
  alternating,
  // Made anew for each, as it is when scrapes are 15 s apart, and through the whole door of the product.
  ours(request, response) {
    response.once('finish', changeSome)
    forget('metrics.rendered')
    metered(request, response)
  },
  async 'prom-client'(_, response) {
    response.once('finish', changeSome)
    const { registry } = getMetricStore()
    response.setHeader('content-type', registry.contentType).end(await registry.metrics())
  },
}

const lines = Number(process.env.LINES ?? 0)
if (lines > 0) fill(lines)
const server = createServer(sides[process.env.SIDE ?? '']!)
await once(server.listen(0, '127.0.0.1'), 'listening')
const address = server.address()
process.send?.({ port: typeof address === 'object' && address ? address.port : 0, lines: countLines() })
process.on('message', () => {
  process.send?.(slices)
  slices.metered = []
  slices.plain = []
})
process.on('disconnect', () => process.exit(0))
