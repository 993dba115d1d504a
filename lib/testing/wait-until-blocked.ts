import { getPool } from '@/lib/platform/db/pool'
import { waitFor } from './wait-for'

/** Resolves once at least so many statements of this database wait for a lock. */
export async function waitUntilBlocked(statements = 1): Promise<void> {
  await waitFor(`${statements} to wait for a lock`, async () => {
    const { rowCount } = await getPool().query(
      `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
    )
    return (rowCount ?? 0) >= statements
  })
}
