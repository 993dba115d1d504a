import type { Actor } from '@/lib/core/actor'
import { assertOwnSession } from './assert-signed-in'
import { attemptPassword } from './attempt-password'
import { findIfRight, wrongPassword } from './find-if-right'
import * as repo from './repo'

interface Confirm {
  actor: Actor
  password: string
  /** Where the request comes from, as limits count it. */
  address: string | null
}

/** Proves once more who asks, for what `requireStepUp` guards. Errors: unauthenticated, forbidden, rate_limited, invalid_input. */
export async function confirmIdentity({ actor, password, address }: Confirm): Promise<void> {
  assertOwnSession(actor)
  const { email } = actor
  const right = await attemptPassword({ email, address }, () => findIfRight(email, password))
  if (right === null) throw wrongPassword('password')
  await repo.noteConfirmed(actor.sessionId)
}
