import { TaskCancelledError, TimeoutStrategy, timeout } from 'cockatiel'
import { DependencyUnavailable } from './dependency-unavailable'

/** What came of an attempt that the dependency answered; an error can be an answer. */
export type Outcome<T> = { value: T } | { answer: unknown }

/** The caller no longer waits. Says nothing about the dependency. */
export class CallerAborted extends Error {}

interface Attempt<T> {
  name: string
  work: (signal: AbortSignal) => Promise<T>
  timeoutMs: number
  signal: AbortSignal | undefined
  isFailure: (error: unknown) => boolean
}

/** Runs `work` once, for as long as the time and the caller allow; throws when the dependency failed. */
export async function runAttempt<T>({ name, work, timeoutMs, signal, isFailure }: Attempt<T>): Promise<Outcome<T>> {
  try {
    const limited = timeout(timeoutMs, { strategy: TimeoutStrategy.Aggressive, abortOnReturn: false })
    return { value: await limited.execute((context) => work(context.signal), signal) }
  } catch (error) {
    if (signal?.aborted) throw new CallerAborted()
    if (error instanceof TaskCancelledError) throw new DependencyUnavailable(name, 'timeout')
    if (isFailure(error)) throw error
    return { answer: error }
  }
}
