import type { SessionId } from '@/lib/core/ids'
import { getProcessMessages } from '@/lib/platform/db/notify'

/** The message `{ sessionId }` to every process: the sockets of that session close. */
export const sessionRevokedTopic = 'session.revoked'

/** Tells every process that these sessions are over. */
export async function emitSessionsRevoked(sessionIds: SessionId[]): Promise<void> {
  const messages = getProcessMessages()
  for (const sessionId of sessionIds) await messages.publish(sessionRevokedTopic, { sessionId })
}
