import { createHash, timingSafeEqual } from 'node:crypto'
import { AppError } from '@/lib/core/errors'
import { withAnswerHeaders } from '@/lib/http/answer-headers'
import { readCorrelationId } from '@/lib/http/correlation-id'
import { presentProblem } from '@/lib/http/problem'
import { getEnv } from '@/lib/platform/env/env'
import { getRenderedMetrics, metricsContentType } from '@/lib/platform/metrics/render-metrics'

/**
 * `GET /metrics` and `GET /api/metrics`, for Prometheus. It does not go through `route()`, which asks the database who is
 * asking: it has to answer while that is down.
 */
export async function answerMetrics(request: Request): Promise<Response> {
  const correlationId = readCorrelationId(request.headers)
  return withAnswerHeaders(
    mayRead(request) ? presentMetrics() : presentRefusal({ instance: new URL(request.url).pathname, correlationId }),
    { request, correlationId },
  )
}

/** Compressing it would cost more than making it. */
const presentMetrics = (): Response =>
  new Response(getRenderedMetrics(), {
    headers: { 'content-type': metricsContentType, 'cache-control': 'no-store, no-transform' },
  })

function presentRefusal(asked: { instance: string; correlationId: string }): Response {
  const response = presentProblem(new AppError('unauthenticated', 'Send the METRICS_TOKEN as a bearer token.'), asked)
  response.headers.set('www-authenticate', 'Bearer')
  return response
}

function mayRead(request: Request): boolean {
  const { METRICS_TOKEN } = getEnv()
  if (!METRICS_TOKEN) return true
  const given = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? ''
  return timingSafeEqual(digest(given), digest(METRICS_TOKEN))
}

/** Of one length, whatever was sent, as the comparison wants it. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
