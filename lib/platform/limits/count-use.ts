import { secondMs } from '@/lib/core/time'
import { getLimitsKv } from '../kv/get-kv'
import type { Kv } from '../kv/kv'
import { count } from '../metrics/metrics'

/** How much of something there may be in a time that starts with the first use. */
export interface Limit {
  key: string
  /** What the key names. */
  keyType: 'user' | 'key' | 'ip' | 'account'
  most: number
  windowMs: number
}

/** Where a caller stands with the limit that is nearest to its end. */
export interface Usage {
  limit: Limit
  remaining: number
  /** Until the count starts again; whole seconds, at least 1. */
  resetSeconds: number
  isExceeded: boolean
}

/**
 * Counts one use against every limit, in one step each, and tells of the tightest; null without limits. A use that is
 * refused by one limit does not count for the others: somebody's runaway script must not eat up what their office shares.
 */
export async function countUse(limits: readonly Limit[], kv: Kv = getLimitsKv()): Promise<Usage | null> {
  const usages = await Promise.all(limits.map((limit) => countOne(limit, kv)))
  if (usages.some(({ isExceeded }) => isExceeded)) {
    noteRefusal(usages)
    await giveBack(usages, kv)
  }
  return usages.reduce<Usage | null>(
    (tightest, usage) => (tightest && isTighter(tightest, usage) ? tightest : usage),
    null,
  )
}

async function countOne(limit: Limit, kv: Kv): Promise<Usage> {
  const { value, expiresInMs } = await kv.increment(limit.key, { ttlMs: limit.windowMs })
  return {
    limit,
    remaining: Math.max(0, limit.most - value),
    resetSeconds: Math.max(1, Math.ceil(expiresInMs / secondMs)),
    isExceeded: value > limit.most,
  }
}

function noteRefusal(usages: Usage[]): void {
  for (const { isExceeded, limit } of usages) {
    if (isExceeded) count('api_gateway_rate_limit_exceeded_total', { key_type: limit.keyType })
  }
}

async function giveBack(usages: Usage[], kv: Kv): Promise<void> {
  const spared = usages.filter(({ isExceeded }) => !isExceeded)
  await Promise.all(spared.map(({ limit }) => kv.increment(limit.key, { ttlMs: limit.windowMs, by: -1 })))
}

const isTighter = (one: Usage, other: Usage): boolean =>
  one.isExceeded === other.isExceeded ? one.remaining <= other.remaining : one.isExceeded
