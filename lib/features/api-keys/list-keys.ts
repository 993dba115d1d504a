import type { Actor } from '@/lib/core/actor'
import { assertOwnSession } from '../auth/assert-signed-in'
import { presentKey } from './present'
import * as repo from './repo'
import type { KeyDto } from './schema'

/** The actor's keys, the latest first. Errors: unauthenticated, forbidden for a program with a key. */
export async function listKeys({ actor }: { actor: Actor }): Promise<{ items: KeyDto[] }> {
  assertOwnSession(actor)
  return { items: (await repo.listKeys(actor.id)).map(presentKey) }
}
