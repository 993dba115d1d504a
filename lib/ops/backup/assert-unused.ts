import type pg from 'pg'
import { BackupError } from './backup-error'

const othersSql = `
  SELECT count(*)::int AS count FROM pg_stat_activity
   WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`

/** Throws `BackupError` when somebody else is connected to the database. */
export async function assertUnused(client: pg.ClientBase): Promise<void> {
  const others = (await client.query<{ count: number }>(othersSql)).rows[0]?.count ?? 0
  if (others === 0) return
  throw new BackupError(
    `The instance is in use (connections to its database: ${others}); stop every process of it first.`,
  )
}
