import type { Actor, UserActor } from './actor'
import { AppError } from './errors'

/** To anyone else what admins see does not exist. Errors: unauthenticated, not_found. */
export function assertAdmin(actor: Actor): asserts actor is UserActor {
  if (actor.type === 'anonymous') throw new AppError('unauthenticated', 'Sign in to do this.')
  if (actor.type !== 'user' || actor.role !== 'admin')
    throw new AppError('not_found', 'There is nothing at this address.')
}
