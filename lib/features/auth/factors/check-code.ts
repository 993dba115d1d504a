import type { UserId } from '@/lib/core/ids'
import { openSealedText } from '@/lib/platform/secrets/sealed-text'
import { hashBackupCode } from './backup-codes'
import { findTotpStep, totpDigits } from './pure/totp'
import * as repo from './repo-factors'

export type CodeVerdict = 'not needed' | 'missing' | 'wrong' | 'right'

interface Given {
  userId: UserId
  code: string | null
  nowMs?: number
}

/** Whether a code of the second factor, or a backup code, is right; then it is used up. */
export async function checkCode({ userId, code, nowMs = Date.now() }: Given): Promise<CodeVerdict> {
  const factor = await repo.findFactor(userId)
  if (!factor?.confirmedAt) return 'not needed'
  const typed = code?.replaceAll(/[\s-]/g, '') ?? ''
  if (typed === '') return 'missing'
  if (typed.length > totpDigits) {
    return (await repo.takeBackupCode(userId, hashBackupCode(userId, typed))) ? 'right' : 'wrong'
  }
  const secret = openFactorSecret(userId, factor.sealedSecret)
  const step = secret && findTotpStep({ code: typed, secret, nowMs })
  return step !== null && (await repo.takeStep(userId, step)) ? 'right' : 'wrong'
}

const purposeOf = (userId: UserId): string => `totp:${userId}`

/** Null when AUTH_SECRET is another than it was sealed with. */
export function openFactorSecret(userId: UserId, sealed: string): Buffer | null {
  const text = openSealedText(sealed, purposeOf(userId))
  return text === null ? null : Buffer.from(text, 'base64url')
}

export { purposeOf as sealPurposeOf }
