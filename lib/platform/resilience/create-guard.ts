import { DelegateBackoff, handleWhen, retry } from 'cockatiel'
import { secondMs } from '@/lib/core/time'
import { type CircuitOptions, createCircuit } from './create-circuit'
import { DependencyUnavailable } from './dependency-unavailable'
import type { Guard } from './guard'
import { CallerAborted, runAttempt } from './run-attempt'
import { untilAborted } from './until-aborted'

interface GuardOptions extends CircuitOptions {
  timeoutMs: number
  /** From 0 up to 1, for the jitter. */
  random?: () => number
}

const retryDelaysMs = [secondMs, 2 * secondMs, 4 * secondMs]

export function createGuard({ name, timeoutMs, random = Math.random, ...circuitOptions }: GuardOptions): Guard {
  const circuit = createCircuit({ name, ...circuitOptions })
  const retrying = retry(handleWhen(isWorthRepeating), {
    maxAttempts: retryDelaysMs.length,
    backoff: new DelegateBackoff(({ attempt }: { attempt: number }) => computeRetryDelayMs(attempt, random())),
  })

  return {
    async run(work, { repeatable = false, signal, isFailure = () => true, probe = false, ...options } = {}) {
      const once = async () => {
        if (signal?.aborted) throw new CallerAborted()
        const attempt = { name, work, timeoutMs: options.timeoutMs ?? timeoutMs, signal, isFailure }
        return circuit.execute(() => runAttempt(attempt), { probe })
      }
      const outcome = await (repeatable ? untilAborted(retrying.execute(once), signal) : once()).catch((error) => {
        throw error instanceof CallerAborted ? signal?.reason : error
      })
      if ('answer' in outcome) throw outcome.answer
      return outcome.value
    },
    state: circuit.state,
  }
}

/** 1, 2, 4 s, each up to a fifth shorter or longer, so that those who failed together do not come back together. */
export function computeRetryDelayMs(attempt: number, random: number): number {
  return (retryDelaysMs[attempt - 1] ?? 0) * (0.8 + 0.4 * random)
}

function isWorthRepeating(error: unknown): boolean {
  if (error instanceof DependencyUnavailable) return error.reason === 'timeout'
  return !(error instanceof CallerAborted)
}
