import type { Actor, SessionActor, UserActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'

/** Errors: unauthenticated. */
export function assertSignedIn(actor: Actor): asserts actor is UserActor {
  if (actor.type !== 'user') throw new AppError('unauthenticated', 'Sign in to do this.')
}

/** For what a key must never do: change how its person signs in, or make itself another key. Errors: unauthenticated, forbidden. */
export function assertOwnSession(actor: Actor): asserts actor is SessionActor {
  assertSignedIn(actor)
  if (actor.sessionId === null) throw new AppError('forbidden', 'An API key cannot do this. Sign in to do it.')
}
