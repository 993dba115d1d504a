import type { Actor, UserActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'

/** Errors: unauthenticated. */
export function assertSignedIn(actor: Actor): asserts actor is UserActor {
  if (actor.type !== 'user') throw new AppError('unauthenticated', 'Sign in to do this.')
}
