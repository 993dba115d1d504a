import { secondMs } from '@/lib/core/time'
import { DependencyUnavailable } from '../resilience/dependency-unavailable'
import { describeFault } from '../resilience/describe-fault'
import { untilAborted } from '../resilience/until-aborted'
import { withContext } from '../work-context'
import { computeRetryDelayMs, maxAttempts } from './compute-retry-delay'
import { OutboxFault } from './outbox-fault'
import type { ClaimedEffect, Failure } from './outbox-table'

export interface EffectContext {
  /** Aborted when the attempt has taken too long or the process stops. */
  signal: AbortSignal
  /** From 1. */
  attempt: number
  /** Whether this is the last attempt, unless an admin asks for more. */
  isLast: boolean
  /** The same at each attempt: tells the other side what it has seen before. */
  key: string
}

/** Nobody was asked, and whoever may be asked again soon costs nothing to ask. */
const unaskedDelayMs = 5 * secondMs

/** Does the effect, or throws; an OutboxFault says in words why not. */
export type OutboxHandler = (payload: unknown, context: EffectContext) => Promise<void>

interface Run {
  handler: OutboxHandler
  timeoutMs: number
  stopped: AbortSignal
  random: () => number
}

/** One attempt; null when it is done. */
export async function runEffect(effect: ClaimedEffect, run: Run): Promise<Failure | null> {
  const { attempts: attempt, key } = effect
  // Whoever tried it last did not come back, again and again: perhaps it is what ends the process.
  if (attempt > maxAttempts) return { fault: 'the process ended during each attempt', retryMs: null, isAttempt: false }
  const signal = AbortSignal.any([AbortSignal.timeout(run.timeoutMs), run.stopped])
  const work = () => run.handler(effect.payload, { signal, attempt, isLast: attempt >= maxAttempts, key })
  try {
    const { correlationId } = effect
    await untilAborted(correlationId === null ? work() : withContext({ request: { correlationId } }, work), signal)
    return null
  } catch (error) {
    if (run.stopped.aborted) return { fault: 'the process stopped', retryMs: 0, isAttempt: false }
    return describeFailure(signal.aborted ? new OutboxFault('no answer in time') : error, attempt, run.random())
  }
}

function describeFailure(error: unknown, attempt: number, random: number): Failure {
  const { message, retryAfterMs, isAttempt } = toFault(error)
  const fault = message.slice(0, 500)
  if (!isAttempt) return { fault, retryMs: Math.max(retryAfterMs, unaskedDelayMs * (0.8 + 0.4 * random)), isAttempt }
  const retryMs = attempt < maxAttempts ? computeRetryDelayMs({ attempt, random, retryAfterMs }) : null
  return { fault, retryMs, isAttempt }
}

function toFault(error: unknown): OutboxFault {
  if (error instanceof OutboxFault) return error
  const isRefused = error instanceof DependencyUnavailable && error.reason === 'open'
  const retryAfterMs = error instanceof DependencyUnavailable ? (error.retryAfterSeconds ?? 0) * 1_000 : 0
  return new OutboxFault(describeFault(error), { isAttempt: !isRefused, retryAfterMs })
}
