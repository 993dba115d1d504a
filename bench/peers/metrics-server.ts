/** One side of the benchmark of metrics, in a process of its own; says its port to whoever forked it. */
import { createServer, type RequestListener } from 'node:http'
import { makeAnswerHot } from '@/lib/boot/answer-hot'
import { dressAnswer } from '@/lib/boot/dress-answer'
import { answerLive } from '@/lib/boot/handlers/health-live'
import { listRoutes } from '@/lib/boot/metering/list-routes'
import { meterRequest } from '@/lib/boot/metering/meter-request'
import { makeNamePath } from '@/lib/boot/metering/name-path'
import { definitions } from '@/lib/platform/metrics/definitions'
import { getMetricStore } from '@/lib/platform/metrics/metrics'
import { metricsContentType, renderMetrics } from '@/lib/platform/metrics/render-metrics'

/** Fills the registry, one series of each metric after the other, until it has so many lines. */
function fill(lines: number): void {
  const store = getMetricStore()
  const most = Math.max(...Object.values(definitions).map(({ maxSeries }) => maxSeries))
  let made = 0
  for (let index = 0; index < most; index++) {
    for (const [name, { kind, labels, maxSeries, buckets }] of Object.entries(definitions)) {
      if (index >= maxSeries || made >= lines) continue
      const values = Object.fromEntries(labels.map((label) => [label, `/api/some/${label}/${index}`]))
      if (kind === 'histogram') store.bucketed.get(name)?.observe(values, Math.random())
      else store.plain.get(name)!.find(values).value = Math.random() * 1e6
      made += kind === 'histogram' ? buckets.length + 3 : 1
    }
  }
}

const answerHot = makeAnswerHot([{ method: 'GET', path: '/api/health/live', handler: answerLive }])
const root = process.cwd()
const namePath = makeNamePath({ root, routes: listRoutes({ root, dev: true }) })

const sides: Record<string, RequestListener> = {
  ours: (_, response) => response.setHeader('content-type', metricsContentType).end(renderMetrics()),
  'prom-client': async (_, response) => {
    const { registry } = getMetricStore()
    response.setHeader('content-type', registry.contentType).end(await registry.metrics())
  },
  metered: (request, response) => {
    meterRequest(namePath, request, response)
    dressAnswer(request, response)
    answerHot(request, response)
  },
  plain: (request, response) => {
    dressAnswer(request, response)
    answerHot(request, response)
  },
}

fill(Number(process.env.LINES ?? 0))
const server = createServer(sides[process.env.SIDE ?? '']!)
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.(typeof address === 'object' && address ? address.port : 0)
})
process.on('disconnect', () => process.exit(0))
