import type { Actor, SessionActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import { minuteMs } from '@/lib/core/time'
import { assertOwnSession } from './assert-signed-in'
import * as repo from './repo'

const freshForMs = 10 * minuteMs

/**
 * For what a browser left open must not be enough: who asks has proved who they are within the last ten minutes, by signing in
 * or by confirming it. Errors: unauthenticated, forbidden with the code `confirm`.
 */
export async function requireStepUp(actor: Actor): Promise<SessionActor> {
  assertOwnSession(actor)
  const confirmedAt = await repo.findConfirmedAt(actor.sessionId)
  if (confirmedAt && Date.now() - confirmedAt.getTime() < freshForMs) return actor
  const message = 'Confirm that it is you: enter your password once more.'
  throw new AppError('forbidden', message, { errors: [{ path: '', code: 'confirm', message }] })
}
