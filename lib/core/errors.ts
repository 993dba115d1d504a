import { CrossBundleError } from './cross-bundle-error'

/** The codes a client can meet, with the HTTP status each one has. */
export const errorStatus = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  precondition_failed: 412,
  payload_too_large: 413,
  unsupported_media_type: 415,
  invalid_input: 422,
  precondition_required: 428,
  rate_limited: 429,
  internal: 500,
  upstream_failed: 502,
  unavailable: 503,
  timeout: 504,
} as const

export type ErrorCode = keyof typeof errorStatus

/** One fault of an input: where it is, and what is wrong there. */
export interface InputIssue {
  path: string
  code: string
  message: string
}

/** An error a person may read: `detail` says what happened, what is safe and what to do. */
export class AppError extends CrossBundleError {
  static override readonly brand: string = 'AppError'
  readonly code: ErrorCode
  readonly errors: InputIssue[] | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(
    code: ErrorCode,
    detail: string,
    options: { errors?: InputIssue[]; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(detail, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.errors = options.errors
    this.retryAfterSeconds = options.retryAfterSeconds
  }

  get status(): number {
    return errorStatus[this.code]
  }
}

/** The same answer for "does not exist" and "not yours", so that ids cannot be probed. */
export const notFound = (what: string) => new AppError('not_found', `There is no such ${what}, or you may not see it.`)
