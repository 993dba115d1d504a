import { AppError } from '@/lib/core/errors'
import { getAppUrl } from '@/lib/platform/env/env'

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses a write that a browser sends on behalf of another site (forbidden), whose cookies would ride along. Browsers say
 * so in Sec-Fetch-Site, or on plain HTTP only in Origin; what sends neither is no browser and has no one else's cookies.
 */
export function assertSameOrigin(request: Request): void {
  if (reading.has(request.method) || isSameOrigin(request.headers)) return
  throw new AppError('forbidden', 'This request came from another site, so nothing was changed.')
}

function isSameOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin' || site === 'none'
  const origin = headers.get('origin')
  if (origin === null) return true
  if (!URL.canParse(origin)) return false
  const from = new URL(origin)
  return from.host === headers.get('host') || from.origin === new URL(getAppUrl()).origin
}
