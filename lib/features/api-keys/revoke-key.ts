import type { Actor } from '@/lib/core/actor'
import { notFound } from '@/lib/core/errors'
import type { ApiKeyId } from '@/lib/core/ids'
import { getLog } from '@/lib/platform/log/log'
import { assertOwnSession } from '../auth/assert-signed-in'
import { emitKeyRevoked } from '../auth/events'
import * as repo from './repo'

/** Ends a key, and what is open with it, everywhere and at once. Errors: unauthenticated, forbidden, not_found. */
export async function revokeKey({ actor, keyId }: { actor: Actor; keyId: ApiKeyId }): Promise<void> {
  assertOwnSession(actor)
  if (!(await repo.revokeKey(actor.id, keyId))) throw notFound('API key')
  await emitKeyRevoked(keyId)
  getLog('auth').info({ keyId, userId: actor.id }, 'an API key was revoked')
}
