import type { Guard, RunOptions } from '../resilience/guard'
import { createCheckedKv } from './checked-kv'
import { describeKvFault } from './describe-kv-fault'
import { type Kv, type KvHealth, KvUnavailable } from './kv'
import type { RedisCommands } from './redis-commands'
import { compareAndDeleteScript, compareAndSetScript, getEntryScript, incrementScript } from './scripts'
import { startProbe } from './start-probe'
import { trackHealth } from './track-health'

interface RemoteKvOptions {
  driver: KvHealth['driver']
  /** `onFault` hears of what goes wrong on a connection while nobody waits for an answer. */
  connect(onFault: (error: unknown) => void): RedisCommands
  guard: Guard
  /** Before every key, so that several instances can share one server. */
  prefix: string
  /** How long one command may take; without it, what the guard says. */
  timeoutMs?: number
  probeEveryMs?: number
}

/** A store on another machine, behind a circuit breaker that a probe closes again. */
export function createRemoteKv({ driver, connect, guard, prefix, timeoutMs, probeEveryMs }: RemoteKvOptions): Kv {
  const health = trackHealth(driver)
  const commands = connect((error) => health.noteFault(describeKvFault(error)))

  async function connected<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const first = commands.firstConnection()
    if (first) {
      await first
      signal.throwIfAborted()
    }
    return work()
  }

  async function ask<T>(work: () => Promise<T>, options?: RunOptions): Promise<T> {
    try {
      const answer = await guard.run((signal) => connected(work, signal), {
        isFailure: isNoAnswer,
        timeoutMs,
        ...options,
      })
      if (options?.probe) health.noteUp()
      return answer
    } catch (error) {
      if (!isNoAnswer(error)) throw new RangeError('the value is not a count')
      const reason = describeKvFault(error)
      health.noteFailure(reason, { down: options?.probe === true || guard.state().state !== 'closed' })
      throw new KvUnavailable(reason)
    }
  }
  const evaluate = (script: string, key: string, ...args: (string | number)[]) =>
    ask(() => commands.evaluate(script, prefix + key, args.map(String)))
  const stopProbe = startProbe(() => ask(() => commands.ping(), { probe: true }), probeEveryMs)

  return createCheckedKv({
    get: (key) => ask(() => commands.get(prefix + key)),
    set: (key, value, keep) => ask(() => commands.set(prefix + key, value, keep)),
    delete: (key) => ask(() => commands.delete(prefix + key)),
    async getEntry(key) {
      const [value, expiresInMs] = toList(await evaluate(getEntryScript, key))
      return value === undefined ? null : { value: String(value), expiresInMs: Number(expiresInMs) }
    },
    async increment(key, { by = 1, ttlMs }) {
      const [value, expiresInMs] = toList(await evaluate(incrementScript, key, by, ttlMs))
      return { value: Number(value), expiresInMs: Number(expiresInMs) }
    },
    async compareAndSet(key, { expected, value, ttlMs }) {
      return (await evaluate(compareAndSetScript, key, expected, value, ttlMs)) === 1
    },
    async compareAndDelete(key, expected) {
      return (await evaluate(compareAndDeleteScript, key, expected)) === 1
    },
    health: () => ({ ...health.read(), connections: health.read().status === 'up' ? commands.countConnections() : 0 }),
    async close() {
      stopProbe()
      commands.close()
    },
  })
}

/** Redis says this of a value that is no number; anything else it refuses, it refuses because it cannot serve us. */
const isNoAnswer = (error: unknown): boolean => !(error instanceof Error && /not an integer/.test(error.message))

const toList = (reply: unknown): unknown[] => (Array.isArray(reply) ? reply : [])
