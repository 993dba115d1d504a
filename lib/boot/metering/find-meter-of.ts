import type { IncomingMessage } from 'node:http'
import { type ExchangeMeter, findExchangeMeter } from './exchange-meter'
import type { NamePath } from './name-path'

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** What counts requests such as this one. */
export function findMeterOf(namePath: NamePath, { method = '', url = '/' }: IncomingMessage): ExchangeMeter {
  const query = url.indexOf('?')
  const path = namePath(query < 0 ? url : url.slice(0, query))
  return findExchangeMeter(methods.has(method) ? method : 'OTHER', path)
}
