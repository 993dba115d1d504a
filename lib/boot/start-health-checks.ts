import { derivedComponents } from '@/lib/ops/health/built-in-components'
import { listBuiltInChecks } from '@/lib/ops/health/list-built-in-checks'
import { startHealth } from '@/lib/ops/health/start-health'

/** Looks at whatever this process stands on. Returns its stop. */
export function startHealthChecks(): () => Promise<void> {
  const health = startHealth({ checks: listBuiltInChecks(), derived: derivedComponents })
  return () => health.stop()
}
