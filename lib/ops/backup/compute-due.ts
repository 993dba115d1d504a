import { hourMs, minuteMs } from '@/lib/core/time'
import type { BackupState } from './backup-state'

export interface BackupTimes {
  /** 0: only when somebody asks for it, here and below. */
  backupEveryMs: number
  verifyEveryMs: number
  /** When this process began. */
  startedAt: number
}

/** A start is busy enough. */
const calmAfterStartMs = { backup: minuteMs, verify: 10 * minuteMs }
/** A backup that is damaged does not get better by being looked at all the time. */
const verifyAgainMs = hourMs

/** What is to be done now; a backup comes before verifying one. */
export function computeDue(state: BackupState, times: BackupTimes, now: number): 'backup' | 'verify' | null {
  const { backupEveryMs, verifyEveryMs, startedAt } = times
  const lastTried = Math.max(toMs(state.last?.completedAt), toMs(state.fault?.at))
  const isCalm = (since: number) => now - startedAt >= since
  if (backupEveryMs > 0 && isCalm(calmAfterStartMs.backup) && now - lastTried >= backupEveryMs) return 'backup'
  if (verifyEveryMs === 0 || !state.last || !isCalm(calmAfterStartMs.verify)) return null
  if (now - toMs(state.verifyFault?.at) < Math.min(verifyEveryMs, verifyAgainMs)) return null
  return now - (state.verifiedAt?.getTime() ?? Number.NEGATIVE_INFINITY) >= verifyEveryMs ? 'verify' : null
}

const toMs = (iso: string | undefined): number => (iso === undefined ? Number.NEGATIVE_INFINITY : Date.parse(iso))
