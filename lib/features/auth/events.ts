import type { SessionId } from '@/lib/core/ids'
import { getPool } from '@/lib/platform/db/pool'

/** The NOTIFY channel that every process listens on; sockets of the named session close. */
export const sessionRevokedChannel = 'session.revoked'

/** Tells every process that these sessions are over. */
export async function emitSessionsRevoked(sessionIds: SessionId[]): Promise<void> {
  if (sessionIds.length === 0) return
  await getPool().query('SELECT pg_notify($1, id) FROM unnest($2::text[]) AS id', [sessionRevokedChannel, sessionIds])
}
