import { z } from 'zod'
import type { ApiKeyId, SessionId } from '@/lib/core/ids'
import { getProcessMessages } from '@/lib/platform/db/notify'
import { doubtSession, forgetSession, trustNoSession } from './session-cache'

/** The message `{ sessionId }` to every process: the sockets of that session close. */
export const sessionRevokedTopic = 'session.revoked'

/** The message `{ sessionId }` to every process: what it says of its user has changed, such as name or role. */
export const sessionChangedTopic = 'session.changed'

/** The message `{ keyId }` to every process: that API key is over, or its owner may do less; what it has open is looked at again. */
export const keyRevokedTopic = 'api-key.revoked'

export const emitKeyRevoked = (keyId: ApiKeyId): Promise<void> =>
  getProcessMessages().publish(keyRevokedTopic, { keyId })

const message = z.object({ sessionId: z.string().transform((id) => id as SessionId) })

/** Tells every process that these sessions are over. */
export const emitSessionsRevoked = (sessionIds: SessionId[]): Promise<void> => emit(sessionRevokedTopic, sessionIds)

/** Tells every process to read these sessions again: to be called after any change of their users. */
export const emitSessionsChanged = (sessionIds: SessionId[]): Promise<void> => emit(sessionChangedTopic, sessionIds)

async function emit(topic: string, sessionIds: SessionId[]): Promise<void> {
  const messages = getProcessMessages()
  for (const sessionId of sessionIds) {
    await forgetSession(sessionId)
    await messages.publish(topic, { sessionId })
  }
}

/**
 * Lets sessions be taken from the cache, since from now on this process hears when they change. Start it before whoever
 * else acts on these messages. Returns its stop.
 */
export function startSessionCache(): () => Promise<void> {
  const messages = getProcessMessages()
  const stops = [sessionRevokedTopic, sessionChangedTopic].map((topic) =>
    messages.subscribe(topic, (payload) => doubtSession(message.parse(payload).sessionId)),
  )
  return async () => {
    trustNoSession()
    for (const stop of stops) await stop()
  }
}
