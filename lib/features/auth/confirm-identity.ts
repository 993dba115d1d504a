import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import { assertOwnSession } from './assert-signed-in'
import { attemptPassword } from './attempt-password'
import { checkCode } from './factors/check-code'
import { findFactor } from './factors/repo-factors'
import { findIfRight, wrongPassword } from './find-if-right'
import * as repo from './repo'

interface Confirm {
  actor: Actor
  password?: string
  /** Of the second factor. */
  code?: string
  /** Where the request comes from, as limits count it. */
  address: string | null
}

/**
 * Proves once more who asks, for what `requireStepUp` guards: by a code where there is a second factor, else by the password.
 * Errors: unauthenticated, forbidden, rate_limited, invalid_input.
 */
export async function confirmIdentity({ actor, password = '', code = '', address }: Confirm): Promise<void> {
  assertOwnSession(actor)
  const { id: userId, email } = actor
  const byCode = Boolean((await findFactor(userId))?.confirmedAt)
  const right = await attemptPassword({ email, address }, async () => {
    if (byCode) return (await checkCode({ userId, code })) === 'right' ? true : null
    return (await findIfRight(email, password)) === null ? null : true
  })
  if (right === null) throw byCode ? wrongCode() : wrongPassword('password')
  await repo.noteConfirmed(actor.sessionId)
}

function wrongCode(): AppError {
  const message = 'This code is not right, or was used before. Wait for the next one.'
  return new AppError('invalid_input', message, { errors: [{ path: 'code', code: 'wrong', message }] })
}
