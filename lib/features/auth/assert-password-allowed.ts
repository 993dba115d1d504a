import { AppError } from '@/lib/core/errors'
import { getEnv } from '@/lib/platform/env/env'
import { remember } from '@/lib/platform/remember'
import { judgePassword, type PasswordChoice } from './pure/judge-password'

// Loaded when the first password is chosen: most processes never need the lists.
const getEstimator = () =>
  remember('auth.password-estimator', async () =>
    (await import('./pure/make-password-estimator')).makePasswordEstimator(),
  )

export const getMinPasswordLength = (): number => getEnv().PASSWORD_MIN_LENGTH

interface Chosen extends Omit<PasswordChoice, 'minLength'> {
  /** The field of the input that it came in. */
  path: string
}

/** Errors: invalid_input, with the reason under the field. */
export async function assertPasswordAllowed({ path, ...choice }: Chosen): Promise<void> {
  const { fault } = judgePassword({ ...choice, minLength: getMinPasswordLength() }, await getEstimator())
  if (!fault) return
  throw new AppError('invalid_input', fault.message, { errors: [{ path, ...fault }] })
}
