import type { QueryResult, QueryResultRow } from 'pg'
import { getPool } from '@/lib/platform/db/pool'

/** A database that has not answered by then will be asked again; a room must not wait for a connection that is dead. */
const timeoutMs = 10_000

interface Query {
  text: string
  values: unknown[]
  /** Prepared once per connection under this name. */
  name?: string
}

export type Ask = <Row extends QueryResultRow>(asked: Query) => Promise<QueryResult<Row>>

/** Rejects when there is no answer in time; whether a statement that writes has been carried out is unknown then. */
export function query<Row extends QueryResultRow>(asked: Query): Promise<QueryResult<Row>> {
  const config = { ...asked, query_timeout: timeoutMs }
  return getPool().query<Row>(config)
}

/** Statements that take effect together when the work says true, and not at all otherwise. */
export async function inTransaction(work: (ask: Ask) => Promise<boolean>): Promise<boolean> {
  const client = await getPool().connect()
  const ask: Ask = <Row extends QueryResultRow>(asked: Query) => {
    const config = { ...asked, query_timeout: timeoutMs }
    return client.query<Row>(config)
  }
  let hasEnded = false
  try {
    await ask({ text: 'BEGIN', values: [] })
    const isWanted = await work(ask)
    await ask({ text: isWanted ? 'COMMIT' : 'ROLLBACK', values: [] })
    hasEnded = true
    return isWanted
  } finally {
    // A connection whose transaction did not end is closed, which undoes it.
    client.release(!hasEnded)
  }
}
