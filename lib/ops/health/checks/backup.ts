import { dayMs, hourMs, minuteMs, type Now } from '@/lib/core/time'
import type { BackupState } from '@/lib/ops/backup/backup-state'
import type { WalReach } from '@/lib/ops/backup/wal/wal-reach'
import { type Check, type Finding, found } from '../check'
import { everyMinute } from './timing'

interface BackupDeps {
  readState(): Promise<BackupState>
  /** How often one is made and proven; 0 is whenever somebody does. */
  backupEveryMs: number
  verifyEveryMs: number
  /** Left out where no log is archived. */
  log?: { findReach(): WalReach | null; lateMs: number }
  now?: Now
}

/** A day, and what a nightly backup may come late. */
const nightlyMs = dayMs + 2 * hourMs

/** How old the last complete backup is, whether one was proven lately, and how far the log is archived. */
export function createBackupCheck({ readState, backupEveryMs, verifyEveryMs, log, now = Date.now }: BackupDeps): Check {
  const lateMs = backupEveryMs > 0 ? 3 * backupEveryMs + 15 * minuteMs : nightlyMs
  const lostMs = backupEveryMs > 0 ? Math.max(nightlyMs, 2 * lateMs) : 7 * dayMs
  return {
    component: { id: 'backup', name: 'Backup', essential: false, needs: ['database'], uses: ['objects'] },
    ...everyMinute,
    async probe() {
      const state = await readState()
      const age = judgeAge(state, { lateMs, lostMs, nowMs: now() })
      if (age.status !== 'up') return age
      const proof = judgeProof(state, { verifyEveryMs, nowMs: now(), age })
      return proof.status === 'up' && log ? judgeLog(log, { nowMs: now(), age }) : proof
    },
  }
}

function judgeAge(
  { last, fault }: BackupState,
  { lateMs, lostMs, nowMs }: { lateMs: number; lostMs: number; nowMs: number },
): Finding {
  if (!last) {
    return fault
      ? found('degraded', 'No backup could be made yet.', fault.reason)
      : found('unknown', 'No backup has been made yet.')
  }
  const ageMs = nowMs - Date.parse(last.completedAt)
  const detail = fault?.reason ?? `complete at ${last.completedAt}`
  if (ageMs <= lateMs) return found('up', null, detail)
  return found(ageMs > lostMs ? 'down' : 'degraded', `The last backup is ${present(ageMs)} old.`, detail)
}

function judgeProof(
  { verifiedAt, verifyFault }: BackupState,
  { verifyEveryMs, nowMs, age }: { verifyEveryMs: number; nowMs: number; age: Finding },
): Finding {
  if (verifyFault && Date.parse(verifyFault.at) > (verifiedAt?.getTime() ?? 0)) {
    return found('degraded', 'The last backup could not be restored aside.', verifyFault.reason)
  }
  const unprovenMs = verifiedAt ? nowMs - verifiedAt.getTime() : 0
  if (verifyEveryMs === 0 || unprovenMs <= 3 * verifyEveryMs) return age
  return found('degraded', `No backup was proven for ${present(unprovenMs)}.`, age.detail)
}

function judgeLog(
  { findReach, lateMs }: NonNullable<BackupDeps['log']>,
  { nowMs, age }: { nowMs: number; age: Finding },
): Finding {
  const reach = findReach()
  const behindMs = reach ? nowMs - reach.reachMs : 0
  if (behindMs <= lateMs) return age
  const message = `Moments of the last ${present(behindMs)} cannot be restored, only backups.`
  return found('degraded', message, reach?.fault ?? 'archiving the log does not end')
}

function present(ms: number): string {
  if (ms < 2 * hourMs) return `${Math.floor(ms / minuteMs)} minutes`
  return ms < 2 * dayMs ? `${Math.floor(ms / hourMs)} hours` : `${Math.floor(ms / dayMs)} days`
}
