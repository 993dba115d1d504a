import { explainQuery } from '@/lib/ops/database/explain-query'
import { startSlowQueryWatch } from '@/lib/ops/database/start-slow-query-watch'
import { getEnv } from '@/lib/platform/env/env'

/** Starts what watches the product while it runs. Returns its stop. */
export function startOperations(): () => Promise<void> {
  const env = getEnv()
  const stops = [
    startSlowQueryWatch({
      thresholdMs: env.SLOW_QUERY_THRESHOLD_MS,
      explain: (query) => explainQuery(query, env.DATABASE_URL),
    }),
  ]
  return async () => {
    for (const stop of stops) await stop()
  }
}
