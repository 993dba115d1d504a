import { dayMs, hourMs } from '@/lib/core/time'

/** How long a pair of keys signs; a token that it signed lasts an hour longer. */
export const signsForMs = 30 * dayMs
const verifiesForMs = signsForMs + 2 * hourMs

export interface KeyAge {
  createdAtMs: number
}

/** Whether what the key has signed may still be good. */
export const mayVerify = ({ createdAtMs }: KeyAge, nowMs: number): boolean => nowMs - createdAtMs < verifiesForMs

/** The newest key that still signs; null when it is time for another. */
export function chooseSigningKey<Key extends KeyAge>(keys: readonly Key[], nowMs: number): Key | null {
  const newest = keys.reduce<Key | null>(
    (best, key) => (best && best.createdAtMs >= key.createdAtMs ? best : key),
    null,
  )
  return newest && nowMs - newest.createdAtMs < signsForMs ? newest : null
}
