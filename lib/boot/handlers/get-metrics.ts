import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { withAnswerHeaders } from '@/lib/http/answer-headers'
import { correlationHeader, isCorrelationId, readCorrelationId } from '@/lib/http/correlation-id'
import { isBearerSecret } from '@/lib/http/is-bearer-secret'
import { presentProblem } from '@/lib/http/problem'
import { respondWith } from '@/lib/http/respond-with'
import { getEnv } from '@/lib/platform/env/env'
import { getRenderedMetrics, metricsContentType } from '@/lib/platform/metrics/render-metrics'
import { listSecurityHeaders } from '@/lib/platform/net/list-security-headers'

/**
 * `GET /metrics` and `GET /api/metrics`, for Prometheus. It does not go through `route()`, which asks the database who is
 * asking: it has to answer while that is down.
 */
export async function answerMetrics(request: Request): Promise<Response> {
  const correlationId = readCorrelationId(request.headers)
  return withAnswerHeaders(
    mayRead(request.headers.get('authorization'))
      ? presentMetrics()
      : presentRefusal({ instance: new URL(request.url).pathname, correlationId }),
    { request, correlationId },
  )
}

/**
 * The same to plain Node, which costs half: most of a small answer is the making of a `Request` and a `Response`. False for
 * who may not read it, or asks from another origin or for a strange host.
 */
export function sendMetrics({ headers }: IncomingMessage, response: ServerResponse): boolean {
  const isUsual = headers.origin === undefined && /^[\w.:[\]-]+$/.test(headers.host ?? '')
  if (!isUsual || !mayRead(headers.authorization ?? null)) return false
  const bytes = getRenderedMetrics()
  const given = String(headers[correlationHeader] ?? '')
  response.setHeader(correlationHeader, isCorrelationId(given) ? given : newId())
  for (const [name, value] of listSecurityHeaders()) response.setHeader(name, value)
  for (const [name, value] of Object.entries(answerHeaders)) response.setHeader(name, value)
  response.setHeader('content-length', bytes.length)
  response.end(bytes)
  return true
}

/** Compressing it would cost more than making it. */
const answerHeaders = { 'content-type': metricsContentType, 'cache-control': 'no-store, no-transform' }

const presentMetrics = (): Response => respondWith([getRenderedMetrics()], { headers: answerHeaders })

function presentRefusal(asked: { instance: string; correlationId: string }): Response {
  const response = presentProblem(new AppError('unauthenticated', 'Send the METRICS_TOKEN as a bearer token.'), asked)
  response.headers.set('www-authenticate', 'Bearer')
  return response
}

function mayRead(authorization: string | null): boolean {
  const { METRICS_TOKEN } = getEnv()
  return !METRICS_TOKEN || isBearerSecret(authorization, METRICS_TOKEN)
}
