import { availableParallelism } from 'node:os'
import { AppError } from '@/lib/core/errors'
import { remember } from '@/lib/platform/remember'

/** Each hash holds 64 MiB and one of the four threads that files and DNS need too. */
const maxRunning = Math.max(1, Math.min(3, availableParallelism()))
const maxWaiting = 200

interface Queue {
  running: number
  waiting: (() => void)[]
}
const getQueue = () => remember<Queue>('auth.hashing', () => ({ running: 0, waiting: [] }))

/** Errors: unavailable when so many are waiting that the newest would give up first. */
export async function hashInTurn<T>(work: () => Promise<T>): Promise<T> {
  const queue = getQueue()
  if (queue.waiting.length >= maxWaiting) {
    throw new AppError('unavailable', 'Too many people are signing in right now. Please try again in a moment.', {
      retryAfterSeconds: 5,
    })
  }
  if (queue.running >= maxRunning) await new Promise<void>((resolve) => queue.waiting.push(resolve))
  else queue.running++
  try {
    return await work()
  } finally {
    const next = queue.waiting.shift()
    if (next) next()
    else queue.running--
  }
}
