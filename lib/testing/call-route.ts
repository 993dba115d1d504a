import type { RouteHandler } from '@/lib/http/route'
import { insertSession, type TestUser } from './factories'
import { sessionCookie } from './sign-in'

interface Call {
  /** Who asks, with a session of their own; nobody when left out. */
  as?: TestUser | null
  method?: string
  /** Path and query. */
  path?: string
  params?: Record<string, string>
  /** Sent as JSON; a string is sent as it is. */
  body?: unknown
  headers?: Record<string, string>
}

/** Calls a route's handler the way Next does. */
export async function callRoute(handler: RouteHandler, call: Call = {}): Promise<Response> {
  const { as, method = 'GET', path = '/api', params = {}, body, headers = {} } = call
  const cookie = as ? await sessionCookie((await insertSession({ userId: as.id })).id) : null
  const request = new Request(`http://draw.example.org${path}`, {
    method,
    headers: {
      ...(cookie ? { cookie } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return handler(request, { params })
}

/** Status and, of a problem, its code: what most tests of refusals compare. */
export async function readRefusal(response: Response): Promise<[number, string]> {
  const problem = await response.json()
  return [response.status, problem.code]
}
