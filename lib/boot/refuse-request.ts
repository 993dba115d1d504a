import type { IncomingMessage, ServerResponse } from 'node:http'

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Refuses what nothing behind this door can make sense of, and would answer with an error of its own; else false. */
export function refuseRequest({ method = '', url = '' }: IncomingMessage, response: ServerResponse): boolean {
  // `*` asks about the server as a whole.
  const status = methods.has(method) ? (url === '*' ? 400 : null) : 405
  if (status === null) return false
  response.writeHead(status, {
    'content-length': '0',
    'cache-control': 'no-store',
    ...(status === 405 ? { allow: [...methods].join(', ') } : {}),
  })
  response.end()
  return true
}
