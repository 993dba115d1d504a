import type { IncomingMessage } from 'node:http'
import { addToGauge, count, observe } from '@/lib/platform/metrics/metrics'
import type { NamePath } from './name-path'

type Service = 'auth_service' | 'diagram_service'

/** One request on its way. */
export interface Exchange {
  method: string
  path: string
  service: Service | null
  startedAtMs: number
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

const services: [RegExp, Service][] = [
  [/^\/api\/(auth|account)(\/|$)/, 'auth_service'],
  [/^\/api\/(diagrams|folders|shares|assets|search|tags|templates)(\/|$)/, 'diagram_service'],
]

/** By pattern, of which there are few. */
const known = new Map<string, Service | null>()

function findService(path: string): Service | null {
  const found = known.get(path)
  if (found !== undefined) return found
  const service = services.find(([pattern]) => pattern.test(path))?.[1] ?? null
  known.set(path, service)
  return service
}

/** Whoever reads how many are being answered does not count. */
const isScrape = ({ path }: Exchange): boolean => path === '/metrics' || path === '/api/metrics'

/** Counts it as being answered, until `endExchange`. */
export function startExchange(namePath: NamePath, { method = '', url = '/' }: IncomingMessage): Exchange {
  const path = namePath(url.split('?', 1)[0]!)
  const service = findService(path)
  const exchange = { method: methods.has(method) ? method : 'OTHER', path, service, startedAtMs: performance.now() }
  addActive(exchange, 1)
  return exchange
}

export function endExchange(exchange: Exchange, status: number, { isTimed = true } = {}): void {
  const { method, path, service, startedAtMs } = exchange
  const seconds = (performance.now() - startedAtMs) / 1_000
  addActive(exchange, -1)
  count('api_gateway_requests_total', { method, path, status: String(status) })
  if (isTimed) observe('api_gateway_request_duration_seconds', { method, path }, seconds)
  if (!service) return
  count(`${service}_requests_total`, {})
  observe(`${service}_request_duration_seconds`, {}, seconds)
}

function addActive(exchange: Exchange, by: 1 | -1): void {
  if (isScrape(exchange)) return
  addToGauge('api_gateway_active_connections', {}, by)
  if (exchange.service) addToGauge(`${exchange.service}_active_connections`, {}, by)
}
