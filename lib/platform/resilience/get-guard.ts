import { secondMs } from '@/lib/core/time'
import { getLog } from '../log/log'
import { remember } from '../remember'
import { createGuard } from './create-guard'
import { describeFault } from './describe-fault'
import type { BreakerState, Guard } from './guard'

/** Outside dependencies, with how long one attempt may take. */
const timeoutsMs = {
  /** Asked within requests, so it must give up before a person notices. */
  kv: secondMs / 2,
  s3: 30 * secondMs,
  smtp: 15 * secondMs,
  webhooks: 10 * secondMs,
  sentry: 5 * secondMs,
}

export type Dependency = keyof typeof timeoutsMs

const getGuards = () => remember('resilience.guards', () => new Map<Dependency, Guard>())

/** The guard of this process in front of one dependency. */
export function getGuard(name: Dependency): Guard {
  const guards = getGuards()
  const guard = guards.get(name) ?? createGuard({ name, timeoutMs: timeoutsMs[name], onChange: logChange })
  guards.set(name, guard)
  return guard
}

/** The circuit of every dependency that this process uses. */
export const listBreakers = (): BreakerState[] => [...getGuards().values()].map((guard) => guard.state())

function logChange({ name, state, failures }: BreakerState, cause: unknown): void {
  // kv has a line of its own, once a minute while it is down.
  if (name === 'kv') return
  const log = getLog('resilience')
  if (state === 'closed') log.info({ dependency: name }, 'the circuit is closed again')
  else log.warn({ dependency: name, failures, reason: describeFault(cause) }, 'the circuit is open')
}
