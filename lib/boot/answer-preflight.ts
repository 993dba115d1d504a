import type { IncomingMessage, ServerResponse } from 'node:http'
import { listPreflightHeaders } from '@/lib/http/cors'

/** Answers the browser's question whether a page elsewhere may call the API; false when the request is no such question. */
export function answerPreflight({ method, url, headers }: IncomingMessage, response: ServerResponse): boolean {
  if (method !== 'OPTIONS' || !url?.startsWith('/api/')) return false
  const { origin } = headers
  if (!origin || headers['access-control-request-method'] === undefined) return false
  for (const [name, value] of listPreflightHeaders(origin)) response.appendHeader(name, value)
  response.writeHead(204).end()
  return true
}
