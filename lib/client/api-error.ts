import type { ErrorCode, InputIssue } from '@/lib/core/errors'

/** A call that failed. `message` can be shown as it is: it says what happened, what is safe and what to do. */
export class ApiError extends Error {
  /** `network` when no answer came at all. */
  readonly code: ErrorCode | 'network'
  readonly status: number
  readonly correlationId: string | undefined
  readonly errors: InputIssue[]

  constructor(
    message: string,
    facts: { code: ErrorCode | 'network'; status: number; correlationId?: string; errors?: InputIssue[] },
  ) {
    super(message)
    this.name = 'ApiError'
    this.code = facts.code
    this.status = facts.status
    this.correlationId = facts.correlationId
    this.errors = facts.errors ?? []
  }

  /** The first fault of each field, by path. */
  get fieldErrors(): Record<string, string> {
    return Object.fromEntries(this.errors.toReversed().map((issue) => [issue.path, issue.message]))
  }
}
