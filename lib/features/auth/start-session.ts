import { AppError } from '@/lib/core/errors'
import { newId, type SessionId } from '@/lib/core/ids'
import { count } from '@/lib/platform/metrics/metrics'
import { verifyPassword } from './password-hash'
import { computeSessionLifetimeMs } from './policy'
import * as repo from './repo'
import { attemptSignIn } from './sign-in-limits'
import { upgradePasswordHash } from './upgrade-password-hash'

interface SignIn {
  email: string
  password: string
  remember: boolean
  userAgent: string
  /** Where the attempt comes from, as limits count it. */
  address: string | null
}

const maxUserAgentLength = 500

/**
 * Signs in with e-mail and password; null, after the same time, for an unknown address and for a wrong password.
 * Errors: rate_limited after too many failures.
 */
export async function startSession(signIn: SignIn): Promise<SessionId | null> {
  try {
    const id = await attemptSignIn(signIn, () => checkAndStart(signIn))
    count('auth_service_login_attempts_total', { result: id ? 'success' : 'failure' })
    if (id) count('auth_service_tokens_issued_total', { token_type: 'session' })
    return id
  } catch (error) {
    const isLimited = error instanceof AppError && error.code === 'rate_limited'
    count('auth_service_login_attempts_total', { result: isLimited ? 'limited' : 'error' })
    throw error
  }
}

async function checkAndStart({ email, password, remember, userAgent }: SignIn): Promise<SessionId | null> {
  const account = email.includes('\0') ? null : await repo.findCredentials(email)
  const matches = await verifyPassword(account?.passwordHash ?? null, password)
  if (!account || !matches) return null
  await upgradePasswordHash({ userId: account.id, passwordHash: account.passwordHash, password })
  const id = newId<SessionId>()
  await repo.insertSession({
    id,
    userId: account.id,
    userAgent: userAgent.slice(0, maxUserAgentLength).replaceAll('\0', ''),
    expiresAt: new Date(Date.now() + computeSessionLifetimeMs(remember)),
  })
  return id
}
