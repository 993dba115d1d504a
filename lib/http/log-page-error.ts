import { isDatabaseUnreachable } from '@/lib/platform/db/is-database-unreachable'
import { getLog } from '@/lib/platform/log/log'
import { getContext } from '@/lib/platform/work-context'
import { correlationHeader } from './correlation-id'

interface FailedRequest {
  path: string
  method: string
  headers: Record<string, string | string[] | undefined>
}

/** Logs why a page could not be rendered, under the reference (`digest`) that its error page shows. */
export function logPageError(error: unknown, request: FailedRequest, routePath: string): void {
  const isUnavailable = isDatabaseUnreachable(error)
  const { sending } = getContext()
  if (sending && isUnavailable) sending.isUnavailable = true
  getLog('http').error(
    {
      err: error,
      digest: error instanceof Error && 'digest' in error ? error.digest : undefined,
      correlationId: request.headers[correlationHeader],
      method: request.method,
      route: routePath,
    },
    isUnavailable ? 'a page could not reach the database' : 'a page met an unexpected error',
  )
}
