import { LRUCache } from 'lru-cache'
import { type FinishedQuery, onQuery } from '@/lib/platform/db/watch-queries'
import { getEnv } from '@/lib/platform/env/env'
import { count, observe } from '@/lib/platform/metrics/metrics'
import { classifyStatement, type StatementClass } from './classify-statement'

/** The product has some hundred statements; their texts come again and again. */
const known = new LRUCache<string, StatementClass>({ max: 1_000 })

/** Counts and times every statement by what it does. Returns its stop. */
export const startMeteringQueries = ({ slowFromMs = getEnv().SLOW_QUERY_THRESHOLD_MS } = {}): (() => void) =>
  onQuery((query) => countQuery(query, slowFromMs))

function countQuery({ text, durationMs, failed }: FinishedQuery, slowFromMs: number): void {
  const { operation, isOfAccounts } = findClass(text)
  const seconds = durationMs / 1_000
  count('autograph_database_queries_total', { operation })
  observe('autograph_database_query_duration_seconds', { operation }, seconds)
  if (durationMs >= slowFromMs) count('autograph_database_slow_queries_total', { operation })
  if (failed) count('autograph_database_errors_total', { operation })
  if (!isOfAccounts) return
  count('auth_service_database_queries_total', { operation })
  observe('auth_service_database_query_duration_seconds', {}, seconds)
}

function findClass(text: string): StatementClass {
  const found = known.get(text) ?? classifyStatement(text)
  known.set(text, found)
  return found
}
