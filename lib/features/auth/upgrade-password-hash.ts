import type { UserId } from '@/lib/core/ids'
import { getLog } from '@/lib/platform/log/log'
import { hashPassword } from './password-hash'
import { findPasswordScheme } from './pure/find-password-scheme'
import * as repo from './repo'

interface Verified {
  userId: UserId
  passwordHash: string
  /** The password that this hash is of. */
  password: string
}

/** Gives an account a hash of today's cost when it has another. Signing in works without it, so a fault is only logged. */
export async function upgradePasswordHash({ userId, passwordHash, password }: Verified): Promise<void> {
  if (findPasswordScheme(passwordHash) === 'current') return
  try {
    await repo.replacePasswordHash(userId, { from: passwordHash, to: await hashPassword(password) })
  } catch (error) {
    getLog('auth').warn({ err: error, userId }, 'the hash of a password could not be renewed')
  }
}
