import { newId, type SessionId } from '@/lib/core/ids'
import { verifyPassword } from './password-hash'
import { computeSessionLifetimeMs } from './policy'
import * as repo from './repo'

interface SignIn {
  email: string
  password: string
  remember: boolean
  userAgent: string
}

const maxUserAgentLength = 500

/** Signs in with e-mail and password; null, after the same time, for an unknown address and for a wrong password. */
export async function startSession({ email, password, remember, userAgent }: SignIn): Promise<SessionId | null> {
  const account = email.includes('\0') ? null : await repo.findCredentials(email)
  const matches = await verifyPassword(account?.passwordHash ?? null, password)
  if (!account || !matches) return null
  const id = newId<SessionId>()
  await repo.insertSession({
    id,
    userId: account.id,
    userAgent: userAgent.slice(0, maxUserAgentLength).replaceAll('\0', ''),
    expiresAt: new Date(Date.now() + computeSessionLifetimeMs(remember)),
  })
  return id
}
