import { AppError } from '@/lib/core/errors'
import { isDatabaseUnreachable } from '@/lib/platform/db/is-database-unreachable'
import { isDiskFull } from '@/lib/platform/db/is-disk-full'
import { isQueryCancelled } from '@/lib/platform/db/is-query-cancelled'
import { getLog } from '@/lib/platform/log/log'

/** The error as the caller may see it; what is not meant for them is logged here with its stack and cause. */
export function presentError(error: unknown): unknown {
  if (error instanceof AppError) {
    if (error.status >= 500) getLog('http').warn({ err: error }, 'a request failed')
    return error
  }
  if (isDatabaseUnreachable(error)) {
    getLog('http').error({ err: error }, 'the database did not answer')
    return new AppError(
      'unavailable',
      'The server cannot reach its database. Nothing was changed. Please try again in a moment.',
      { retryAfterSeconds: 5 },
    )
  }
  if (isDiskFull(error)) {
    getLog('http').error({ err: error }, 'the disk of the database is full')
    return new AppError(
      'unavailable',
      'The disk of the server is full. Nothing was changed, and what is saved is safe. Whoever runs it has to free some space.',
      { retryAfterSeconds: 60 },
    )
  }
  if (isQueryCancelled(error)) {
    getLog('http').warn({ err: error }, 'the database gave up on a statement')
    return new AppError('timeout', 'This took the database too long and was given up. Nothing was changed.')
  }
  getLog('http').error({ err: error }, 'a request met an unexpected error')
  return error
}
