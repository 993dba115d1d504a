import { isEvaluator } from '@/lib/ops/alerts/is-evaluator'
import { derivedComponents } from '@/lib/ops/health/built-in-components'
import { listBuiltInChecks } from '@/lib/ops/health/list-built-in-checks'
import { startHealth } from '@/lib/ops/health/start-health'
import { startHistory } from '@/lib/ops/health/start-history'

/** Looks at whatever this process stands on, and keeps what was found. Returns its stop. */
export function startHealthChecks(): () => Promise<void> {
  const health = startHealth({ checks: listBuiltInChecks(), derived: derivedComponents })
  const history = startHistory({ isEvaluator })
  return async () => {
    await health.stop()
    await history.stop()
  }
}
