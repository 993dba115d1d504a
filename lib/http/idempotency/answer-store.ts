import { dayMs, secondMs } from '@/lib/core/time'
import { getKv } from '@/lib/platform/kv/get-kv'
import type { Kv } from '@/lib/platform/kv/kv'
import { createMemoryKv } from '@/lib/platform/kv/memory-kv'
import { withFallback } from '@/lib/platform/kv/with-fallback'
import { remember } from '@/lib/platform/remember'
import { type Kept, type KeptAnswer, parseKept } from './kept-answer'

/** A running request says so again three times in this time; of a process that died its keys are free after it. */
export const runningMs = 15 * secondMs

export interface AnswerStore {
  /** Null when the request is now ours to work on; else what is known of the one that came first. */
  claim(key: string, running: Running): Promise<Kept | null>
  /** Keeps others from taking over while it takes long. */
  renew(key: string, running: Running): Promise<void>
  keep(key: string, running: Running, answer: KeptAnswer): Promise<void>
  release(key: string, running: Running): Promise<void>
}

export type Running = Extract<Kept, { state: 'running' }>

/** Some answers of this process, for when the shared store forgets or cannot be reached. */
const createOwnKv = () => createMemoryKv({ maxEntries: 20_000, maxLength: 16 * 1024 * 1024 })

export const getAnswerStore = (): AnswerStore =>
  remember('http.answers', () => {
    const shared = getKv()
    return createAnswerStore(shared.health().driver === 'memory' ? [shared] : [createOwnKv(), shared])
  })

/**
 * Remembers in every store, this process's own before the shared one: while the shared one cannot be reached, a repeat
 * that comes to the same process is still recognised, and nobody is refused for it.
 */
export function createAnswerStore(stores: readonly Kv[]): AnswerStore {
  const inEach = async (act: (kv: Kv) => Promise<unknown>): Promise<void> => {
    await Promise.all(
      stores.map((kv) =>
        withFallback(
          () => act(kv),
          () => undefined,
        ),
      ),
    )
  }

  async function claimIn(kv: Kv, key: string, running: Running): Promise<Kept | null> {
    for (;;) {
      if (await kv.set(key, JSON.stringify(running), { ttlMs: runningMs, ifAbsent: true })) return null
      const text = await kv.get(key)
      if (text !== null) return parseKept(text)
    }
  }

  return {
    async claim(key, running) {
      for (const [index, kv] of stores.entries()) {
        const known = await withFallback(
          () => claimIn(kv, key, running),
          () => null,
        )
        if (known === null) continue
        await Promise.all(
          stores.slice(0, index).map((claimed) => claimed.compareAndDelete(key, JSON.stringify(running))),
        )
        return known
      }
      return null
    },
    renew: (key, running) => {
      const value = JSON.stringify(running)
      return inEach((kv) => kv.compareAndSet(key, { expected: value, value, ttlMs: runningMs }))
    },
    keep: (key, running, answer) => {
      const [expected, value] = [JSON.stringify(running), JSON.stringify(answer)]
      // Not there any more when the store was away for long; what was done must be known all the same.
      return inEach(async (kv) => {
        const replaced = await kv.compareAndSet(key, { expected, value, ttlMs: dayMs })
        if (!replaced) await kv.set(key, value, { ttlMs: dayMs, ifAbsent: true })
      })
    },
    release: (key, running) => inEach((kv) => kv.compareAndDelete(key, JSON.stringify(running))),
  }
}
