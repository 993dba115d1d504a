import type { IncomingMessage, ServerResponse } from 'node:http'
import { presentProblem } from '@/lib/http/problem'
import { getLog } from '@/lib/platform/log/log'
import { compileHotRoutes, type HotMatch, type HotRoute } from './hot-routes'
import { sendResponse, toRequest } from './node-http'

/** Answers the routes of a table from plain Node; false leaves the request to Next. */
export function makeAnswerHot(
  routes: readonly HotRoute[],
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const find = compileHotRoutes(routes)
  return (request, response) => {
    const path = request.url?.split('?', 1)[0] ?? ''
    const match = find(request.method ?? '', path)
    if (match) void answer(match, request, response)
    return match !== null
  }
}

async function answer({ route, params }: HotMatch, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    await sendResponse(await route.handler(toRequest(request), { params }), response)
  } catch (error) {
    getLog('http').error({ err: error, path: route.path }, 'a hot route failed')
    if (response.headersSent) return void response.destroy()
    const problem = presentProblem(error, { instance: route.path, correlationId: crypto.randomUUID() })
    await sendResponse(problem, response).catch(() => response.destroy())
  }
}
