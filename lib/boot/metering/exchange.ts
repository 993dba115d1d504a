import type { IncomingMessage } from 'node:http'
import { type ExchangeMeter, findExchangeMeter } from './exchange-meter'
import type { NamePath } from './name-path'

/** One request on its way. */
export interface Exchange {
  meter: ExchangeMeter
  startedAtMs: number
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Counts it as being answered, until `endExchange`. */
export function startExchange(namePath: NamePath, { method = '', url = '/' }: IncomingMessage): Exchange {
  const query = url.indexOf('?')
  const path = namePath(query < 0 ? url : url.slice(0, query))
  const meter = findExchangeMeter(methods.has(method) ? method : 'OTHER', path)
  meter.addActive(1)
  return { meter, startedAtMs: performance.now() }
}

/** A stream of events, which ends when its client leaves, is counted but says nothing of how long answers take. */
export function endExchange({ meter, startedAtMs }: Exchange, status: number, { isTimed = true } = {}): void {
  meter.addActive(-1)
  meter.count(status)
  if (isTimed) meter.time((performance.now() - startedAtMs) / 1_000)
}
