import { AppError } from '@/lib/core/errors'
import { getEnv } from '@/lib/platform/env/env'
import { parseDomains } from '@/lib/platform/net/parse-domains'
import { isDomainAllowed } from './policy'

/** For accounts that no admin has asked for. Errors: invalid_input, whether there is such an account or not. */
export function assertDomainAllowed(email: string): void {
  const { REGISTRATION_DOMAINS } = getEnv()
  const domains = REGISTRATION_DOMAINS === undefined ? null : parseDomains(REGISTRATION_DOMAINS)
  if (isDomainAllowed(email, domains)) return
  const message = 'Accounts with an address of this domain are not taken here. Use the one of your organisation.'
  throw new AppError('invalid_input', message, { errors: [{ path: 'email', code: 'domain', message }] })
}
