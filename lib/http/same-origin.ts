import { AppError } from '@/lib/core/errors'
import { isBearer } from '@/lib/features/auth/pure/is-bearer'
import { isTrustedOrigin } from '@/lib/platform/net/trusted-origin'

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses a write that a browser sends on behalf of another site (forbidden), whose cookies would ride along. Browsers say
 * so in Sec-Fetch-Site, or on plain HTTP only in Origin; what sends neither is no browser and has no one else's cookies.
 * With a bearer token a request is authenticated by what its sender knows, and cookies count for nothing.
 */
export function assertSameOrigin(request: Request): void {
  if (reading.has(request.method) || isBearer(request.headers.get('authorization')) || isSameOrigin(request.headers))
    return
  throw new AppError('forbidden', 'This request came from another site, so nothing was changed.')
}

function isSameOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site')
  if (site === 'same-origin' || site === 'none') return true
  const origin = headers.get('origin')
  if (origin === null) return site === null
  return isTrustedOrigin(origin, site === null ? headers.get('host') : null)
}
