import { countAssets } from '@/lib/features/assets/count-assets'
import { explainQuery } from '@/lib/ops/database/explain-query'
import { startSlowQueryWatch } from '@/lib/ops/database/start-slow-query-watch'
import { startErrorStore } from '@/lib/ops/errors/start-error-store'
import { startLogLevels } from '@/lib/ops/logs/start-log-levels'
import { listCollectors } from '@/lib/ops/monitoring/list-collectors'
import { storeReading } from '@/lib/ops/monitoring/repo'
import { startMonitors } from '@/lib/ops/monitoring/start-monitors'
import { startRollUp } from '@/lib/ops/monitoring/start-roll-up'
import { getEnv } from '@/lib/platform/env/env'
import { makeErrorForward } from './make-error-forward'
import { startInventory } from './start-inventory'
import { watchProcess } from './watch-process'

/** Starts what watches the product while it runs. Returns its stop. */
export function startOperations(): () => Promise<void> {
  const env = getEnv()
  const stops = [
    watchProcess(),
    startMonitors({ collectors: listCollectors(env, { countUploads }), store: storeReading }),
    startRollUp(),
    startInventory(),
    startLogLevels(),
    startSlowQueryWatch({
      thresholdMs: env.SLOW_QUERY_THRESHOLD_MS,
      explain: (query) => explainQuery(query, env.DATABASE_URL),
    }),
  ]
  const errors = startErrorStore({ forward: makeErrorForward(env.SENTRY_DSN) })
  return async () => {
    for (const stop of stops) await stop()
    await errors.stop()
  }
}

const countUploads = async () => (await countAssets()).sizeBytes
