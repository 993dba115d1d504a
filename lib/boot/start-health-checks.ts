import { setTimeout as delay } from 'node:timers/promises'
import { minuteMs, secondMs } from '@/lib/core/time'
import { isEvaluator } from '@/lib/ops/alerts/is-evaluator'
import { startAudience } from '@/lib/ops/health/audience/start-audience'
import { derivedComponents } from '@/lib/ops/health/built-in-components'
import { definitionsTopic } from '@/lib/ops/health/definitions-changed'
import { listBuiltInChecks } from '@/lib/ops/health/list-built-in-checks'
import { loadDefined } from '@/lib/ops/health/load-defined'
import { startHealth } from '@/lib/ops/health/start-health'
import { startHistory } from '@/lib/ops/health/start-history'
import { getProcessMessages } from '@/lib/platform/db/notify'

/** Messages may be missed; and windows that begin much later are read then. */
const reloadEveryMs = minuteMs
/** A database that hangs must not cost rooms the time that they have to store what they hold. */
const lastWordMs = secondMs

/** Looks at whatever this process stands on, and keeps what was found. Returns its stop. */
export function startHealthChecks(): () => Promise<void> {
  const health = startHealth({ checks: listBuiltInChecks(), derived: derivedComponents, loadDefined })
  const history = startHistory({ isEvaluator })
  const messages = getProcessMessages()
  const reload = () => void health.reload()
  const timer = setInterval(reload, reloadEveryMs)
  timer.unref()
  const stops = [
    () => clearInterval(timer),
    messages.subscribe(definitionsTopic, reload),
    messages.onResync(reload),
    startAudience(messages),
    () => health.stop(),
    () => Promise.race([history.stop(), delay(lastWordMs, undefined, { ref: false })]),
  ]
  reload()
  return async () => {
    for (const stop of stops) await stop()
  }
}
