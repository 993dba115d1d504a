import type { IncomingMessage, ServerResponse } from 'node:http'
import { getDiagramHandler } from './handlers/get-diagram'
import { answerMetrics, sendMetrics } from './handlers/get-metrics'
import { answerHealth } from './handlers/health'
import { answerLive } from './handlers/health-live'
import { answerReady } from './handlers/health-ready'
import { answerStatusFeed, answerStatusJson, answerStatusPage } from './handlers/public-status'
import { watchStatus } from './handlers/watch-status'

type Params = Record<string, string>

export interface HotRoute {
  method: 'GET'
  /** As Next writes it: `/api/diagrams/[diagramId]`. */
  path: string
  /** The same function that the route file exports, so both entrances give the same answer. */
  handler: (request: Request, context: { params: Params }) => Promise<Response>
  /** Answers the usual request the same without a `Request` and a `Response`, or leaves it to the handler with false. */
  send?: (request: IncomingMessage, response: ServerResponse) => boolean
}

/**
 * Routes that plain Node answers before Next sees them: the same query costs a small part of the time there. Whatever is
 * listed here also has its route file, which serves it wherever our server does not run.
 */
export const hotRoutes: readonly HotRoute[] = [
  { method: 'GET', path: '/health', handler: answerHealth },
  { method: 'GET', path: '/api/health', handler: answerHealth },
  { method: 'GET', path: '/api/health/live', handler: answerLive },
  { method: 'GET', path: '/api/health/ready', handler: answerReady },
  { method: 'GET', path: '/metrics', handler: answerMetrics, send: sendMetrics },
  { method: 'GET', path: '/api/metrics', handler: answerMetrics, send: sendMetrics },
  { method: 'GET', path: '/status', handler: answerStatusPage },
  { method: 'GET', path: '/api/status', handler: answerStatusJson },
  { method: 'GET', path: '/status.json', handler: answerStatusJson },
  { method: 'GET', path: '/status/feed.xml', handler: answerStatusFeed },
  { method: 'GET', path: '/api/diagrams/[diagramId]', handler: getDiagramHandler },
  { method: 'GET', path: '/api/admin/status', handler: watchStatus },
]

export interface HotMatch {
  route: HotRoute
  params: Params
}

/** Compiles a table to a lookup; a path with an escape or a trailing slash is left to Next. */
export function compileHotRoutes(routes: readonly HotRoute[]): (method: string, path: string) => HotMatch | null {
  const compiled = routes.map((route) => ({
    route,
    pattern: new RegExp(`^${route.path.replaceAll('.', '\\.').replace(/\[(\w+)\]/g, '(?<$1>[\\w-]+)')}$`),
  }))
  return (method, path) => {
    for (const { route, pattern } of compiled) {
      const match = route.method === method ? pattern.exec(path) : null
      if (match) return { route, params: { ...match.groups } }
    }
    return null
  }
}
