import pg from 'pg'
import type { FinishedQuery } from '@/lib/platform/db/watch-queries'
import { redactPlan } from './redact-sql'

const timeLimitMs = 2_000
const maxLength = 8_000

/** Reads only, and is one statement: what follows a semicolon would otherwise be run, not explained. */
export const isExplainable = (text: string): boolean =>
  /^\s*(select|with)\b/i.test(text) && !text.trimEnd().replace(/;$/, '').includes(';')

/**
 * How PostgreSQL would run a SELECT, or null where it does not say. It is planned, never run again: on a connection of its
 * own that may only read and gives up after two seconds, so that a database in trouble is not troubled further.
 */
export async function explainQuery(
  { text, parameterCount }: Pick<FinishedQuery, 'text' | 'parameterCount'>,
  connectionString: string | undefined,
): Promise<string | null> {
  if (!isExplainable(text)) return null
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: timeLimitMs,
    query_timeout: timeLimitMs,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query(
      `SET default_transaction_read_only = on; SET statement_timeout = ${timeLimitMs}; SET lock_timeout = 500`,
    )
    const { rows } = await client.query<[string]>({
      rowMode: 'array',
      text: `EXPLAIN ${parameterCount > 0 ? '(GENERIC_PLAN) ' : ''}${text}`,
    })
    return redactPlan(rows.map(([line]) => line).join('\n')).slice(0, maxLength)
  } catch {
    return null
  } finally {
    client.end().catch(() => {})
  }
}
