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
export async function runAttempt<T>({ isFailure, ...attempt }: Attempt<T>): Promise<Outcome<T>> {
  try {
    return { value: await limit(attempt) }
  } catch (error) {
    if (error instanceof CallerAborted || error instanceof DependencyUnavailable || isFailure(error)) throw error
    return { answer: error }
  }
}

/** By hand: the timeout of the library would blame the dependency when this process itself was held up. */
function limit<T>({ name, work, timeoutMs, signal }: Omit<Attempt<T>, 'isFailure'>): Promise<T> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController()
    const giveUp = (error: Error) => {
      settle()
      reject(error)
      controller.abort(error)
    }
    const onAbort = () => giveUp(new CallerAborted())
    const onTimeout = () => giveUp(new DependencyUnavailable(name, 'timeout'))
    let late: NodeJS.Immediate | undefined
    // When this process itself was held up, the answer may be waiting to be read: it is read first.
    const timer = setTimeout(() => {
      late = setImmediate(onTimeout)
    }, timeoutMs)
    signal?.addEventListener('abort', onAbort, { once: true })
    const settle = () => {
      clearTimeout(timer)
      clearImmediate(late)
      signal?.removeEventListener('abort', onAbort)
    }
    work(controller.signal).then(
      (value) => {
        settle()
        resolve(value)
      },
      (error: unknown) => {
        settle()
        reject(error)
      },
    )
  })
}
