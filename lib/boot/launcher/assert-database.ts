import pg from 'pg'
import { StartError } from '../start-error'

const supportedFrom = 140_000

/** Throws a `StartError` with what to correct when the database of `DATABASE_URL` cannot be used. */
export async function assertDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ version: string }>("SELECT current_setting('server_version_num') AS version")
    if (Number(rows[0]?.version) < supportedFrom) {
      throw new StartError('The PostgreSQL of DATABASE_URL is older than version 14; upgrade it.')
    }
  } catch (error) {
    throw error instanceof StartError ? error : new StartError(explain(url, error), { cause: error })
  } finally {
    await client.end().catch(() => {})
  }
}

function explain(url: string, error: unknown): string {
  const { hostname, port, pathname, username } = new URL(url)
  const server = `${hostname}:${port || 5432}`
  const code = error instanceof Error && 'code' in error ? error.code : null
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host ${hostname} of DATABASE_URL cannot be found; check its name.`
    case 'ECONNREFUSED':
      return `Nothing answers at ${server}, the address in DATABASE_URL; start PostgreSQL there, or correct the host and port.`
    case '28P01':
    case '28000':
      return `PostgreSQL at ${server} refuses user ${decodeURIComponent(username)}; correct the user or password in DATABASE_URL.`
    case '3D000':
      return `PostgreSQL at ${server} has no database ${decodeURIComponent(pathname.slice(1))}; create it, or correct DATABASE_URL.`
    case '53300':
      return `PostgreSQL at ${server} has no free connection; raise its max_connections, or lower DATABASE_POOL_SIZE.`
    default:
      return `The database of DATABASE_URL at ${server} cannot be used: ${error instanceof Error ? error.message || code : error}.`
  }
}
