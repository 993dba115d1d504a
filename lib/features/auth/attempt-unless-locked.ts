import { AppError } from '@/lib/core/errors'
import { hourMs, secondMs } from '@/lib/core/time'
import { recordAuditNow } from '@/lib/platform/audit/record-audit'
import { getDb } from '@/lib/platform/db/prisma'
import { getEnv } from '@/lib/platform/env/env'
import { getLog } from '@/lib/platform/log/log'
import { isMailSetUp } from '@/lib/platform/mail/is-mail-set-up'
import { hashEmail } from './hash-email'
import { enqueueLetter } from './links/enqueue-letter'
import { nameTyped } from './pure/name-typed'
import * as repo from './repo-failures'

/**
 * Makes an attempt, which fails with null, unless so many in a row have failed that the account is locked. Addresses without
 * an account are locked alike. Errors: rate_limited.
 */
export async function attemptUnlessLocked<T>(email: string, attempt: () => Promise<T | null>): Promise<T | null> {
  const { SIGN_IN_LOCK_FAILURES: most, SIGN_IN_LOCK_HOURS: hours } = getEnv()
  if (most === 0) return await attempt()
  const account = hashEmail(email)
  const before = await repo.findFailures(account, hours)
  if (before && before.failures >= most) throw locked(before.forgottenInMs)
  const result = await attempt()
  if (result !== null) {
    if (before) await repo.deleteFailures(account)
    return result
  }
  const failures = await repo.noteFailure(account, hours)
  if (failures === most) {
    getLog('auth').warn({ account, failures }, 'an account is locked after failed sign-ins')
    await enqueueLetter(getDb(), { kind: 'unlock', email }, { perMs: hourMs, nowMs: Date.now() })
    await recordAuditNow({
      actor: { type: 'system' },
      action: 'account.lock',
      target: { type: 'account', ...nameTyped(email) },
      facts: { failures, hours },
    })
  }
  return null
}

function locked(ms: number): AppError {
  const hours = Math.max(1, Math.ceil(ms / hourMs))
  const sooner = isMailSetUp()
    ? 'the link in the mail that we have sent to it unlocks it sooner, as can whoever runs this AutoGraph.'
    : 'whoever runs this AutoGraph can unlock it sooner.'
  const detail = `Signing in to this account failed too often. It is locked for ${hours === 1 ? 'an hour' : `${hours} hours`}; ${sooner}`
  return new AppError('rate_limited', detail, { retryAfterSeconds: Math.max(1, Math.ceil(ms / secondMs)) })
}
