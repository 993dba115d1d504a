import type { ApiKeyId } from '@/lib/core/ids'
import { getProcessMessages } from '@/lib/platform/db/notify'

/** The message `{ keyId }` to every process: what that key has open closes. */
export const keyRevokedTopic = 'api-key.revoked'

export const emitKeyRevoked = (keyId: ApiKeyId): Promise<void> =>
  getProcessMessages().publish(keyRevokedTopic, { keyId })
