import type { z } from 'zod'
import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import { findActor } from '@/lib/features/auth/find-actor'
import { getLog, withLogContext } from '@/lib/platform/log/log'
import { withAnswerHeaders } from './answer-headers'
import { readCorrelationId } from './correlation-id'
import { parseInput } from './parse-input'
import { parseJson } from './parse-json'
import { presentError } from './present-error'
import { presentProblem } from './problem'
import { defaultBodyLimitBytes, readBody } from './read-body'
import { computeRoutePattern, type RouteParams } from './route-pattern'
import { assertSameOrigin } from './same-origin'

export interface RouteSpec<P, Q, B> {
  /** Whoever is not signed in is answered with 401 before anything of the request is read. */
  signedIn?: true
  /** A path that does not parse is answered with 404: nothing can live there. */
  params?: z.ZodType<P>
  query?: z.ZodType<Q>
  /** The JSON body. Without it the handler may read the bytes itself. */
  body?: z.ZodType<B>
  /** Default 1 MiB. */
  bodyLimitBytes?: number
}

export interface RouteInput<P, Q, B> {
  request: Request
  actor: Actor
  params: P
  query: Q
  body: B
  /** The body as it came, within the limit; once, and only where no `body` is declared. */
  readBytes: () => Promise<Uint8Array<ArrayBuffer>>
}

type Handler<P, Q, B> = (input: RouteInput<P, Q, B>) => Response | Promise<Response>

/** What Next hands to a route file; plain Node may call with the same, or with bare params. */
export interface RouteContext {
  params: Promise<RouteParams> | RouteParams
}

export type RouteHandler = (request: Request, context?: RouteContext) => Promise<Response>

/**
 * The one way into the API: correlation id → same origin → actor → parse → handler → errors as problems → one log line.
 * It says who asks; whether they may is decided by the use case that the handler calls.
 */
export function route<P, Q, B>(spec: RouteSpec<P, Q, B>, handler: Handler<P, Q, B>): RouteHandler {
  return async (request, context) => {
    const startedAtMs = performance.now()
    const correlationId = readCorrelationId(request.headers)
    const rawParams = (await context?.params) ?? {}
    const call: Call = { request, correlationId, rawParams, actor: { type: 'anonymous' } }
    return withLogContext({ correlationId }, async () => {
      const response = await answer(spec, handler, call)
      logRequest(call, response.status, performance.now() - startedAtMs)
      return withAnswerHeaders(response, correlationId)
    })
  }
}

interface Call {
  request: Request
  correlationId: string
  rawParams: RouteParams
  actor: Actor
}

async function answer<P, Q, B>(spec: RouteSpec<P, Q, B>, handler: Handler<P, Q, B>, call: Call): Promise<Response> {
  try {
    assertSameOrigin(call.request)
    const { headers } = call.request
    call.actor = await findActor({ cookie: headers.get('cookie'), authorization: headers.get('authorization') })
    if (spec.signedIn && call.actor.type === 'anonymous') throw new AppError('unauthenticated', 'Sign in to do this.')
    return await handler(await parse(spec, call))
  } catch (error) {
    return presentProblem(presentError(error), {
      instance: new URL(call.request.url).pathname,
      correlationId: call.correlationId,
    })
  }
}

async function parse<P, Q, B>(spec: RouteSpec<P, Q, B>, call: Call): Promise<RouteInput<P, Q, B>> {
  const { request, actor } = call
  const readBytes = () => readBody(request, spec.bodyLimitBytes ?? defaultBodyLimitBytes)
  const params = spec.params?.safeParse(call.rawParams)
  if (params && !params.success) throw new AppError('not_found', 'There is nothing at this address.')
  const query = spec.query && parseInput(spec.query, Object.fromEntries(new URL(request.url).searchParams))
  const body = spec.body && parseInput(spec.body, parseJson(request.headers.get('content-type'), await readBytes()))
  // Without a schema the type of a part is `unknown`, which undefined fits.
  return { request, actor, params: params?.data as P, query: query as Q, body: body as B, readBytes }
}

function logRequest({ request, rawParams, actor }: Call, status: number, durationMs: number): void {
  getLog('http').info(
    {
      method: request.method,
      route: computeRoutePattern(new URL(request.url).pathname, rawParams),
      status,
      durationMs: Math.round(durationMs * 10) / 10,
      actorId: actor.type === 'user' ? actor.id : actor.type,
    },
    'request',
  )
}
