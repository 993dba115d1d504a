import { AppError, type ErrorCode, errorStatus, type InputIssue } from '@/lib/core/errors'
import { respondWith } from './respond-with'

/** RFC 9457 problem details with our code and correlation id. */
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  code: ErrorCode
  correlationId: string
  errors?: InputIssue[]
}

const titles: Record<ErrorCode, string> = {
  malformed: 'The request is malformed',
  unauthenticated: 'Sign in first',
  forbidden: 'You may not do this',
  not_found: 'Not found',
  method_not_allowed: 'Not with this method',
  conflict: 'Conflict',
  precondition_failed: 'It has changed in the meantime',
  payload_too_large: 'Too large',
  unsupported_media_type: 'Unsupported kind of content',
  invalid_input: 'Some fields are not valid',
  precondition_required: 'If-Match is required',
  rate_limited: 'Too many requests',
  internal: 'Something went wrong on the server',
  upstream_failed: 'A service we depend on failed',
  unavailable: 'Not available right now',
  timeout: 'It took too long',
}

interface About {
  instance: string
  correlationId: string
}

/** What an error tells its caller. Anything that is not an `AppError` says nothing about its cause. */
export function describeProblem(error: unknown, { instance, correlationId }: About): Problem {
  const known = error instanceof AppError ? error : null
  const code = known?.code ?? 'internal'
  return {
    type: 'about:blank',
    title: titles[code],
    status: errorStatus[code],
    detail: known?.message ?? 'The server met an unexpected error. Nothing you sent was stored. Please try again.',
    instance,
    code,
    correlationId,
    ...(known?.errors ? { errors: known.errors } : {}),
  }
}

/** The answer for an error. */
export function presentProblem(error: unknown, about: About): Response {
  const problem = describeProblem(error, about)
  const headers = new Headers({
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  })
  const retryAfterSeconds = error instanceof AppError ? error.retryAfterSeconds : undefined
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds))
  return respondWith(JSON.stringify(problem), { status: problem.status, headers })
}
