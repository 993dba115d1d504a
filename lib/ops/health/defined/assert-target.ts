import { AppError } from '@/lib/core/errors'
import { ForbiddenAddress, resolveOperatorHost } from '@/lib/platform/fetch/dial-operator-host'
import type { CheckTarget } from '../schema-checks'

/** Says at once what would fail at every look; a name that cannot be resolved now may be one later. Errors: invalid_input. */
export async function assertTarget(target: CheckTarget): Promise<void> {
  const hostname = findHostname(target)
  if (hostname === null) return
  try {
    await resolveOperatorHost(hostname)
  } catch (error) {
    if (!(error instanceof ForbiddenAddress)) return
    const message = 'This address belongs to the services of a cloud and must not be looked at.'
    const path = target.kind === 'tcp' ? 'target.host' : 'target.url'
    throw new AppError('invalid_input', message, { errors: [{ path, code: 'forbidden_address', message }] })
  }
}

function findHostname(target: CheckTarget): string | null {
  if (target.kind === 'push') return null
  return target.kind === 'tcp' ? target.host : new URL(target.url).hostname.replace(/^\[(.*)\]$/, '$1')
}
