import NextAuth from 'next-auth'
import { AppError } from '@/lib/core/errors'
import { getAppUrl } from '@/lib/platform/env/env'
import { AuthAnswer } from './auth-answer'
import { isTrue, makeAuthOptions } from './next-auth-options'
import { isBearer } from './pure/is-bearer'
import { readCookies } from './pure/read-cookies'
import { sessionCookies } from './session-token'

/**
 * What of next-auth we offer, and how it is called: `_log` would let strangers write our log, there is no other provider,
 * and what it does not expect it answers with 500.
 */
const offered = new Map<string, 'GET' | 'POST'>([
  ...(['csrf', 'providers', 'session', 'signin', 'error'] as const).map((action) => [action, 'GET'] as const),
  ['callback/credentials', 'POST'],
  ['signout', 'POST'],
])

interface AuthCall {
  request: Request
  /** Where it comes from, as limits count it. */
  address: string | null
  /** The path below `/api/auth/`. */
  action: string[]
  readBody: () => Promise<Record<string, unknown>>
}

/** The request as next-auth's handler for plain Node reads it; it needs nothing of Next, so tests run the real thing. */
interface AuthRequest {
  method: string
  headers: Record<string, string>
  cookies: Record<string, string>
  query: Record<string, string | string[]>
  body: Record<string, unknown>
}

/** Runs next-auth on one request. Errors: not_found, and what signing in or out throws. */
export async function answerNextAuth(call: AuthCall): Promise<Response> {
  const action = call.action.join('/')
  const method = offered.get(action)
  if (!method) throw new AppError('not_found', 'There is nothing at this address.')
  if (method !== call.request.method.replace('HEAD', 'GET')) return new Response(null, { status: 405 })
  const body = await call.readBody()
  const secure = isSecure(call.request)
  const failures: unknown[] = []
  const handle: (request: AuthRequest, answer: AuthAnswer) => Promise<void> = NextAuth(
    makeAuthOptions({
      address: call.address,
      userAgent: call.request.headers.get('user-agent') ?? '',
      secure,
      remember: isTrue(body.remember),
      onFailure: (error) => failures.push(error),
    }),
  )
  const answer = new AuthAnswer(
    `${secure ? 'https' : 'http'}://${call.request.headers.get('host') ?? new URL(call.request.url).host}`,
  )
  await handle(toAuthRequest(call, body), answer)
  if (failures.length > 0) throw failures[0]
  return answer.toResponse(action === 'session' ? isNotRenewal : () => true)
}

function isSecure(request: Request): boolean {
  const forwarded = request.headers.get('x-forwarded-proto')?.split(',')[0]?.trim()
  return [getAppUrl(), request.url, `${forwarded}:`].some((address) => address.startsWith('https:'))
}

/** As anywhere else, a bearer token never falls back to the cookie. */
function toAuthRequest({ request, action }: AuthCall, body: Record<string, unknown>): AuthRequest {
  return {
    method: request.method,
    headers: Object.fromEntries(request.headers),
    cookies: isBearer(request.headers.get('authorization')) ? {} : readCookies(request.headers.get('cookie')),
    query: { ...Object.fromEntries(new URL(request.url).searchParams), nextauth: action },
    body,
  }
}

/** Asking who one is must not prolong the cookie: the session's row says how long it lasts. Clearing it is fine. */
const isNotRenewal = (cookie: string) =>
  !Object.values(sessionCookies).some((name) => cookie.startsWith(`${name}=`) && !cookie.startsWith(`${name}=;`))
