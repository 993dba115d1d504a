import pg from 'pg'
import { BackupInProgress } from './backup-error'

/** Of an instance: two backups of it at the same time would only do the same work twice. */
const lockSql = `SELECT pg_try_advisory_lock(hashtext('autograph.backup')) AS locked`

/** Text must not depend on the settings of whoever reads it. */
const settings = `
  SET SESSION statement_timeout = 0; SET SESSION lock_timeout = '10s'; SET SESSION idle_in_transaction_session_timeout = 0;
  SET SESSION TIME ZONE 'UTC'; SET SESSION datestyle = 'ISO, YMD'; SET SESSION intervalstyle = 'postgres';
  SET SESSION bytea_output = 'hex'; SET SESSION extra_float_digits = 1; SET SESSION search_path = public;
  SET SESSION client_encoding = 'UTF8'; SET SESSION jit = off`

/** A connection for reading or writing whole tables. */
export async function connectForCopy(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: 10_000,
    application_name: 'autograph-backup',
  })
  // A connection that breaks fails the query in flight; without a listener it would end the process as well.
  client.on('error', () => {})
  await client.connect()
  await client.query(settings)
  return client
}

/** Runs `work` while the database stands still for it; throws `BackupInProgress` when another backup is being made. */
export async function withSnapshot<T>(
  connectionString: string,
  work: (snapshot: { client: pg.Client; takenAt: Date; version: string }) => Promise<T>,
): Promise<T> {
  const client = await connectForCopy(connectionString)
  try {
    const lock = await client.query<{ locked: boolean }>(lockSql)
    if (!lock.rows[0]?.locked) throw new BackupInProgress('A backup of this instance is being made already.')
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    // The first statement takes the snapshot.
    const { rows } = await client.query<{ at: Date; version: string }>(
      `SELECT clock_timestamp() AS at, current_setting('server_version') AS version`,
    )
    return await work({ client, takenAt: rows[0]?.at ?? new Date(), version: rows[0]?.version ?? '' })
  } finally {
    await client.end().catch(() => {})
  }
}
