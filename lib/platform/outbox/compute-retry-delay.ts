import { hourMs, secondMs } from '@/lib/core/time'

/** With the delays below: given up some three hours after the first attempt. */
export const maxAttempts = 15

const longestMs = hourMs

/** 1 s, doubled after each attempt up to an hour, each up to a fifth shorter or longer; not before the other side asked. */
export function computeRetryDelayMs({
  attempt,
  random,
  retryAfterMs,
}: {
  attempt: number
  /** From 0 up to 1. */
  random: number
  retryAfterMs: number
}): number {
  const delayMs = Math.min(longestMs, secondMs * 2 ** (attempt - 1)) * (0.8 + 0.4 * random)
  return Math.max(delayMs, Math.min(longestMs, retryAfterMs))
}
