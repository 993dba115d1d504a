import { dayMs, minuteMs } from '@/lib/core/time'
import type { BackupState } from './backup-state'
import type { WalReach } from './wal/wal-reach'

export interface BackupAges {
  /** Null: there has never been one, and nothing would make one. */
  lastMinutes: number | null
  /** Since a backup was proven, or since there are any; null: there are none. */
  provenDays: number | null
  /** Since the last moment that can be restored from the log; null: none is archived. */
  walMinutes: number | null
}

/** Where backups are made by themselves, one that never came counts from when this process began. */
export function computeBackupAges(
  { last, firstAt, verifiedAt }: BackupState,
  {
    isScheduled,
    startedAt,
    walReach,
    now,
  }: { isScheduled: boolean; startedAt: number; walReach: WalReach | null; now: number },
): BackupAges {
  const since = last ? Date.parse(last.completedAt) : isScheduled ? startedAt : null
  const proven = verifiedAt ?? firstAt
  return {
    lastMinutes: since === null ? null : (now - since) / minuteMs,
    provenDays: proven && (now - proven.getTime()) / dayMs,
    walMinutes: walReach && (now - walReach.reachMs) / minuteMs,
  }
}
