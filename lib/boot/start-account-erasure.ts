import { hourMs, minuteMs, type Now } from '@/lib/core/time'
import { eraseDueAccounts } from '@/lib/features/privacy/erase-account'
import { getLog } from '@/lib/platform/log/log'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import { startClearing } from './start-clearing'

interface Erasure {
  now?: Now
  firstAfterMs?: number
  everyMs?: number
}

/** Deletes accounts whose time is over. Returns its stop. */
export function startAccountErasure(erasure: Erasure = {}): () => Promise<void> {
  const { now = Date.now, firstAfterMs = minuteMs, everyMs = hourMs } = erasure
  return startClearing({
    name: 'account-erasure',
    work: () => eraseDueAccounts(now),
    onFault: (error) =>
      getLog('privacy').warn({ reason: describeFault(error) }, 'accounts could not be looked at; they are again later'),
    firstAfterMs,
    everyMs,
  })
}
