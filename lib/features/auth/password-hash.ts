import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { remember } from '@/lib/platform/remember'

/** argon2id, the library's default algorithm. */
const cost = { memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 }

/** Each hash holds 64 MiB and one of the four threads that files and DNS need too. */
const maxRunning = Math.max(1, Math.min(3, availableParallelism()))
const maxWaiting = 200

interface Queue {
  running: number
  waiting: (() => void)[]
}
const getQueue = () => remember<Queue>('auth.hashing', () => ({ running: 0, waiting: [] }))

/** Errors: unavailable when so many are waiting that the newest would give up first. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
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

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, cost))

const getDecoy = () => remember('auth.decoy', () => hashPassword(newId()))

/** Compares with a decoy when there is no such account, so that an answer takes as long either way. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const decoy = await getDecoy()
  const matches = await inTurn(() => verify(passwordHash ?? decoy, password))
  return passwordHash !== null && matches
}
