import { isIP } from 'node:net'
import pg from 'pg'
import { resolveOperatorHost } from '@/lib/platform/fetch/dial-operator-host'
import { type Finding, found } from '../check'

/** Signs in and asks for nothing. Throws when there is no answer. */
export async function probePostgres(address: string, signal: AbortSignal): Promise<Finding> {
  const url = new URL(address)
  const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const [host = ''] = await resolveOperatorHost(hostname)
  signal.throwIfAborted()
  const client = new pg.Client({
    host,
    port: Number(url.port || 5_432),
    user: decodeURIComponent(url.username) || undefined,
    password: decodeURIComponent(url.password) || undefined,
    database: decodeURIComponent(url.pathname.slice(1)) || undefined,
    ssl: chooseSsl(url.searchParams.get('sslmode'), hostname),
    application_name: 'AutoGraph check',
  })
  client.on('error', () => {})
  const hangUp = () => client.connection.stream.destroy()
  signal.addEventListener('abort', hangUp, { once: true })
  try {
    await client.connect()
    await client.query('SELECT 1')
    return found('up')
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    return found('down', 'PostgreSQL answers, but does not let us in or is not ready.', error.code)
  } finally {
    signal.removeEventListener('abort', hangUp)
    // `end` would wait for an answer that may not come.
    hangUp()
  }
}

/** As libpq means it: `require` encrypts, only `verify-…` asks who is at the other end. */
function chooseSsl(mode: string | null, hostname: string) {
  if (!mode || mode === 'disable' || mode === 'allow' || mode === 'prefer') return false
  const servername = isIP(hostname) === 0 ? { servername: hostname } : {}
  return { ...servername, rejectUnauthorized: mode.startsWith('verify') }
}
