import { secondMs } from '@/lib/core/time'
import { getLog } from '../log/log'
import { remember } from '../remember'
import { createGuard } from './create-guard'
import { describeFault } from './describe-fault'
import type { BreakerState, Guard } from './guard'
import { noteCallOf } from './seen-calls'

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

/** What they are called as components; S3 is seen where all object stores are. */
const components: Partial<Record<Dependency, string>> = { kv: 'kv', smtp: 'mail' }

const getGuards = () => remember('resilience.guards', () => new Map<Dependency, Guard>())

/** The guard of this process in front of one dependency. */
export function getGuard(name: Dependency): Guard {
  const guards = getGuards()
  const guard =
    guards.get(name) ?? makeSeen(name, createGuard({ name, timeoutMs: timeoutsMs[name], onChange: logChange }))
  guards.set(name, guard)
  return guard
}

function makeSeen(name: Dependency, guard: Guard): Guard {
  const component = components[name]
  if (!component) return guard
  return {
    ...guard,
    run(work, options) {
      noteCallOf(component)
      return guard.run(work, options)
    },
  }
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
