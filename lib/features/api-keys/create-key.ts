import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import { type ApiKeyId, newId } from '@/lib/core/ids'
import { getLog } from '@/lib/platform/log/log'
import { count } from '@/lib/platform/metrics/metrics'
import { requireStepUp } from '../auth/require-step-up'
import { hashKey, newKeyText, readPrefix } from './key-text'
import { presentKey } from './present'
import * as repo from './repo'
import type { CreatedKeyDto, CreateKeyInput } from './schema'

const most = 20

/**
 * Makes a key for a program that acts in the actor's name. It is in this answer and nowhere else. Errors: unauthenticated,
 * forbidden for a program with a key, without a recent proof of who it is, and for the scope `admin` of who is none, conflict
 * when there are too many.
 */
export async function createKey({
  actor: asking,
  ...input
}: CreateKeyInput & { actor: Actor }): Promise<CreatedKeyDto> {
  const actor = await requireStepUp(asking)
  if (input.scopes.includes('admin') && actor.role !== 'admin') {
    throw new AppError('forbidden', 'Only admins can make a key with the scope admin.')
  }
  const key = newKeyText()
  const row = {
    id: newId<ApiKeyId>(),
    userId: actor.id,
    name: input.name,
    prefix: readPrefix(key),
    keyHash: hashKey(key),
    scopes: [...new Set(input.scopes)],
    expiresAt: input.expiresAt ? new Date(input.expiresAt) : null,
  }
  const inserted = await repo.insertKey(row, { most })
  if (!inserted) throw new AppError('conflict', `You have ${most} keys already. Revoke one that nothing uses any more.`)
  count('auth_service_tokens_issued_total', { token_type: 'api_key' })
  getLog('auth').info({ keyId: row.id, scopes: row.scopes, userId: actor.id }, 'an API key was made')
  return { ...presentKey(inserted), key }
}
