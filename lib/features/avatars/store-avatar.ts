import { createHash } from 'node:crypto'
import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import { assertOwnSession } from '../auth/assert-signed-in'
import { drawAvatar } from './draw-avatar'
import { avatarRepo } from './repo'
import { maxAvatarBytes } from './schema'

interface Upload {
  actor: Actor
  pieces: AsyncIterable<Uint8Array>
}

/** Makes a picture the actor's own. Errors: unauthenticated, forbidden, payload_too_large, unsupported_media_type, invalid_input. */
export async function storeAvatar({ actor, pieces }: Upload): Promise<void> {
  assertOwnSession(actor)
  const png = await drawAvatar(await gather(pieces))
  await avatarRepo.save(actor.id, { png, hash: createHash('sha256').update(png).digest('hex') })
}

/** Goes back to initials. Errors: unauthenticated, forbidden. */
export async function removeAvatar({ actor }: { actor: Actor }): Promise<void> {
  assertOwnSession(actor)
  await avatarRepo.remove(actor.id)
}

async function gather(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const kept: Uint8Array[] = []
  let sizeBytes = 0
  for await (const piece of pieces) {
    sizeBytes += piece.byteLength
    if (sizeBytes > maxAvatarBytes) throw new AppError('payload_too_large', 'A picture may have at most 2 MB.')
    kept.push(piece)
  }
  return Buffer.concat(kept)
}
