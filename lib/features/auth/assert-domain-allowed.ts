import { AppError } from '@/lib/core/errors'
import { getAdmission } from './admission/get-admission'
import { isDomainAllowed } from './policy'

/** For accounts that no admin has asked for. Errors: invalid_input, whether there is such an account or not. */
export async function assertDomainAllowed(email: string): Promise<void> {
  const { domains } = await getAdmission()
  if (isDomainAllowed(email, domains)) return
  const message = 'Accounts with an address of this domain are not taken here. Use the one of your organisation.'
  throw new AppError('invalid_input', message, { errors: [{ path: 'email', code: 'domain', message }] })
}
