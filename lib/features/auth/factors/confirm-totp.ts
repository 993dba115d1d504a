import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import { attemptPassword } from '../attempt-password'
import { emitSessionsRevoked } from '../events'
import { requireStepUp } from '../require-step-up'
import type { BackupCodesDto } from '../schema-factors'
import { hashBackupCode, makeBackupCodes } from './backup-codes'
import { openFactorSecret } from './check-code'
import { findTotpStep } from './pure/totp'
import * as repo from './repo-factors'

interface Confirm {
  actor: Actor
  code: string
  address: string | null
  nowMs?: number
}

/**
 * Puts the factor in force that was begun, once a code shows that the app has it. The other sessions end. Returns the backup
 * codes, which are shown this once. Errors: unauthenticated, forbidden, rate_limited, invalid_input, conflict.
 */
export async function confirmTotp({
  actor: asking,
  code,
  address,
  nowMs = Date.now(),
}: Confirm): Promise<BackupCodesDto> {
  const actor = await requireStepUp(asking)
  const { id: userId, email } = actor
  const factor = await repo.findFactor(userId)
  const secret = factor && !factor.confirmedAt ? openFactorSecret(userId, factor.sealedSecret) : null
  if (!factor || !secret) throw new AppError('conflict', 'There is nothing to confirm. Begin again.')
  const step = await attemptPassword({ email, address }, async () =>
    findTotpStep({ code: code.replaceAll(/\s/g, ''), secret, nowMs }),
  )
  if (step === null) throw wrongCode()
  const codes = makeBackupCodes()
  const ended = await repo.confirmFactor(userId, {
    sealedSecret: factor.sealedSecret,
    step,
    hashes: codes.map((one) => hashBackupCode(userId, one)),
    keep: actor.sessionId,
    event: { actor, action: 'account.factor.enable', target: { type: 'account', id: userId, name: email } },
  })
  if (ended === null) throw new AppError('conflict', 'Two-step sign-in was changed somewhere else. Begin again.')
  await emitSessionsRevoked(ended)
  return { codes }
}

function wrongCode(): AppError {
  const message = 'This code is not right. Is the clock of your phone?'
  return new AppError('invalid_input', message, { errors: [{ path: 'code', code: 'wrong', message }] })
}
