import { getPool } from '@/lib/platform/db/pool'
import { hasOwnServer } from '@/lib/platform/net/own-server'
import { findRuntime } from '../runtime'
import { presentHealth } from './present-health'

/** A load balancer asks every few seconds; a database that takes longer than this is down for people as well. */
const databaseTimeoutMs = 2_000

/** 200 when requests will be served; 503 while starting, draining, or with the database down. */
export async function answerReady(request: Request): Promise<Response> {
  // A host that runs Next alone hands over requests only when it is wired.
  const isReady = findRuntime()?.isReady() ?? !hasOwnServer()
  const reason = isReady ? await findDatabaseFault() : 'starting or stopping'
  if (reason === null) return presentHealth(request, 200, { status: 'ready' })
  return presentHealth(request, 503, { status: 'not ready', reason })
}

async function findDatabaseFault(): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, databaseTimeoutMs, 'the database does not answer')
  })
  const query = getPool()
    .query('SELECT 1')
    .then(
      () => null,
      () => 'the database cannot be reached',
    )
  return Promise.race([query, timeout]).finally(() => clearTimeout(timer))
}
