import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen, type IBackoff } from 'cockatiel'
import { secondMs } from '@/lib/core/time'
import { DependencyUnavailable } from './dependency-unavailable'
import type { BreakerState } from './guard'
import { CallerAborted } from './run-attempt'

const opensAfterFailures = 5
const halfOpenAfterMs = 30 * secondMs

export interface CircuitOptions {
  name: string
  /** Told when the circuit opens and when it closes; not of trials in between that fail. */
  onChange?: (state: BreakerState, cause: unknown) => void
  /** Milliseconds of a clock that only goes forward, so that a corrected system clock keeps no circuit open. */
  now?: () => number
}

export interface Circuit {
  execute<T>(attempt: () => Promise<T>, options: { probe: boolean }): Promise<T>
  state(): BreakerState
}

const stateNames = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half-open',
  [CircuitState.Isolated]: 'open',
} as const

/** The library measures how long a circuit has been open by the system clock, so it is we who wait. */
const alwaysOver: IBackoff<unknown> = { duration: Number.NEGATIVE_INFINITY, next: () => alwaysOver }

/** A circuit breaker: 5 failures in a row open it, and one call after 30 s, or a probe, may close it. */
export function createCircuit({ name, onChange, now = () => performance.now() }: CircuitOptions): Circuit {
  let failures = 0
  let openedAtMs: number | null = null
  let asksNobodyUntil = 0

  // A trial that its caller gave up has not found the dependency well.
  const isFailure = (error: unknown) => !(error instanceof CallerAborted) || breaker.state === CircuitState.HalfOpen
  const breaker = circuitBreaker(handleWhen(isFailure), {
    breaker: new ConsecutiveBreaker(opensAfterFailures),
    halfOpenAfter: alwaysOver,
  })
  const state = (): BreakerState => ({ name, state: stateNames[breaker.state], failures, openedAtMs })

  breaker.onBreak((cause) => {
    asksNobodyUntil = now() + halfOpenAfterMs
    if (openedAtMs !== null) return
    openedAtMs = Date.now()
    onChange?.(state(), 'error' in cause ? cause.error : undefined)
  })
  breaker.onReset(() => {
    openedAtMs = null
    onChange?.(state(), undefined)
  })

  return {
    async execute(attempt, { probe }) {
      const isWaiting = breaker.state === CircuitState.Open && !probe && now() < asksNobodyUntil
      // The library would let callers wait for the trial under way.
      if (isWaiting || breaker.state === CircuitState.HalfOpen) throw new DependencyUnavailable(name, 'open')
      return breaker.execute(() => attempt().catch(countFailure))
    },
    state,
  }

  function countFailure(error: unknown): never {
    if (!(error instanceof CallerAborted)) failures++
    throw error
  }
}
