import { AppError } from '@/lib/core/errors'
import { secondMs } from '@/lib/core/time'
import { assertAdmitted } from '@/lib/features/auth/admission/is-admitted'
import { findActor } from '@/lib/features/auth/find-actor'
import { getEnv } from '@/lib/platform/env/env'
import { getLog } from '@/lib/platform/log/log'
import { readClientAddress } from '@/lib/platform/net/peer-address'
import { noteCall } from '@/lib/platform/resilience/seen-calls'
import { withContext } from '@/lib/platform/work-context'
import { withAnswerHeaders } from './answer-headers'
import { assertScope } from './assert-scope'
import { audited } from './audited'
import { BodyShare } from './body-budget'
import type { Call, RouteInput, RouteSpec } from './call'
import { componentOfPath } from './component-of-path'
import { readCorrelationId } from './correlation-id'
import { Deadline } from './deadline'
import { answerOnce, findIdempotencyKey } from './idempotency/answer-once'
import { assertWithinLimit, countRequest } from './limit-request'
import { parseCall } from './parse-call'
import { presentError } from './present-error'
import { presentProblem } from './problem'
import { computeRoutePattern, type RouteParams } from './route-pattern'
import { assertSameOrigin } from './same-origin'

type Handler<P, Q, B> = (input: RouteInput<P, Q, B>) => Response | Promise<Response>

/** What Next hands to a route file; plain Node may call with the same, or with bare params. */
export interface RouteContext {
  params: Promise<RouteParams> | RouteParams
}

export type RouteHandler = (request: Request, context?: RouteContext) => Promise<Response>

/**
 * The one way into the API: correlation id → actor → limit → same origin → parse → idempotency → handler → errors as
 * problems → one log line, all of it within the time that a request may take. It says who asks; whether they may is
 * decided by the use case that the handler calls.
 */
export function route<P, Q, B>(spec: RouteSpec<P, Q, B>, handle: Handler<P, Q, B>): RouteHandler {
  const handler = audited(spec, handle)
  return async (request, context) => {
    const call = startCall(request, (await context?.params) ?? {})
    const component = componentOfPath(call.url.pathname)
    noteCall('edge', component)
    return withContext({ request: contextOf(call), component }, async () => {
      const response = await answerInTime(call, answer(spec, handler, call))
      logRequest(call, response.status)
      return withAnswerHeaders(response, call)
    })
  }
}

const contextOf = ({ correlationId, address, request }: Call) => ({
  correlationId,
  origin: { address, userAgent: request.headers.get('user-agent') },
})

function startCall(request: Request, rawParams: RouteParams): Call {
  return {
    request,
    url: new URL(request.url),
    rawParams,
    correlationId: readCorrelationId(request.headers),
    address: readClientAddress(request.headers),
    deadline: new Deadline(getEnv().REQUEST_TIMEOUT_SECONDS * secondMs),
    bodyShare: new BodyShare(),
    startedAtMs: performance.now(),
    actor: { type: 'anonymous' },
    usage: null,
  }
}

async function answerInTime(call: Call, work: Promise<Response>): Promise<Response> {
  try {
    return await call.deadline.race(work)
  } catch (error) {
    return presentFailure(error, call)
  } finally {
    call.deadline.stop()
  }
}

async function answer<P, Q, B>(spec: RouteSpec<P, Q, B>, handler: Handler<P, Q, B>, call: Call): Promise<Response> {
  const { headers } = call.request
  try {
    if (!spec.anonymous)
      call.actor = await findActor({ cookie: headers.get('cookie'), authorization: headers.get('authorization') })
    if (call.actor.type !== 'anonymous') await assertAdmitted(call.address)
    call.usage = await countRequest({ limitClass: spec.limit ?? 'api', ...call })
    assertWithinLimit(call.usage)
    assertSameOrigin(call.request)
    assertScope(call.actor, call.request.method)
    if (spec.signedIn && call.actor.type === 'anonymous') throw new AppError('unauthenticated', 'Sign in to do this.')
    const key = findIdempotencyKey(call.request)
    const input = await parseCall(spec, call)
    if (key === null) return await handler(input)
    return await answerOnce(key, input, async () => {
      try {
        return await handler(input)
      } catch (error) {
        return presentFailure(error, call)
      }
    })
  } finally {
    // What was given up may have held its body until now.
    call.bodyShare.giveBack()
  }
}

const presentFailure = (error: unknown, { url, correlationId }: Call): Response =>
  presentProblem(presentError(error), { instance: url.pathname, correlationId })

function logRequest({ request, url, rawParams, actor, startedAtMs }: Call, status: number): void {
  getLog('http').info(
    {
      method: request.method,
      route: computeRoutePattern(url.pathname, rawParams),
      status,
      durationMs: Math.round((performance.now() - startedAtMs) * 10) / 10,
      actorId: actor.type === 'user' ? actor.id : actor.type,
    },
    'request',
  )
}
