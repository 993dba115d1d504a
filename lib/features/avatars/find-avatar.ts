import type { Actor } from '@/lib/core/actor'
import type { UserId } from '@/lib/core/ids'
import { assertSignedIn } from '../auth/assert-signed-in'
import { avatarRepo } from './repo'

export interface FoundAvatar {
  hash: string
  /** Null when it was removed meanwhile. */
  read(): Promise<Uint8Array<ArrayBuffer> | null>
}

/**
 * The picture of somebody, for whoever has an account here: people meet in each other's diagrams. Null is the same for who has
 * none and for who does not exist. Errors: unauthenticated.
 */
export async function findAvatar({ actor, userId }: { actor: Actor; userId: UserId }): Promise<FoundAvatar | null> {
  assertSignedIn(actor)
  const hash = await avatarRepo.findHash(userId)
  return hash === null ? null : { hash, read: () => avatarRepo.findPng(userId) }
}
