import type { Actor } from '@/lib/core/actor'
import type { ApiKeyId } from '@/lib/core/ids'
import { minuteMs } from '@/lib/core/time'
import { hashKey, isKeyText } from './key-text'
import { computeKeyRight } from './pure/compute-key-right'
import * as repo from './repo'

/** Whom a program acts for that shows this key; null when it is none. Also keeps "last used" current, to the minute. */
export async function findKeyActor(text: string): Promise<Actor | null> {
  if (!isKeyText(text)) return null
  const owner = await repo.findOwner(hashKey(text))
  if (!owner) return null
  const nowMs = Date.now()
  if (nowMs - (owner.lastUsedAtMs ?? 0) >= minuteMs) await repo.noteUsed(owner.keyId, new Date(nowMs))
  return presentActor(owner)
}

/** The same for a key that was shown before. */
export async function findKeyActorAgain(id: ApiKeyId): Promise<Actor | null> {
  const owner = await repo.findOwnerOf(id)
  return owner && presentActor(owner)
}

function presentActor(owner: repo.KeyOwner): Actor {
  const { role, mayWrite } = computeKeyRight(owner.scopes, owner.role)
  const { userId: id, name, email, keyId } = owner
  return { type: 'user', id, sessionId: null, role, name, email, key: { id: keyId, mayWrite } }
}
