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

/** Rejects when there is no answer in time; whether a statement that writes has been carried out is unknown then. */
export function query<Row extends QueryResultRow>(asked: Query): Promise<QueryResult<Row>> {
  const config = { ...asked, query_timeout: timeoutMs }
  return getPool().query<Row>(config)
}
