import type { Actor, UserActor } from '@/lib/core/actor'
import { findKeyActorAgain } from '../api-keys/find-key-actor'
import { findSessionActor } from './find-actor'

/** Who somebody is now that was let in before: by the same session or key. */
export async function findActorAgain({ sessionId, key }: UserActor): Promise<Actor> {
  const actor = sessionId ? await findSessionActor(sessionId) : key ? await findKeyActorAgain(key.id) : null
  return actor ?? { type: 'anonymous' }
}
