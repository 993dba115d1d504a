import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError } from '@/lib/core/errors'
import { correlationHeader } from '@/lib/http/correlation-id'
import { presentProblem } from '@/lib/http/problem'
import { getLog } from '@/lib/platform/log/log'
import { type Sending, withContext } from '@/lib/platform/work-context'
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
    if (match && !match.route.send?.(request, response)) void answer(match, request, response)
    return match !== null
  }
}

async function answer({ route, params }: HotMatch, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const sending: Sending = { isUnavailable: false, bodies: [] }
  try {
    const answer = await withContext({ sending }, () => route.handler(toRequest(request), { params }))
    await sendResponse(answer, response, sending)
  } catch (error) {
    if (!(error instanceof AppError)) getLog('http').error({ err: error, path: route.path }, 'a hot route failed')
    if (response.headersSent) return void response.destroy()
    const correlationId = crypto.randomUUID()
    const problem = presentProblem(error, { instance: route.path, correlationId })
    problem.headers.set(correlationHeader, correlationId)
    await sendResponse(problem, response, sending).catch(() => response.destroy())
  }
}
