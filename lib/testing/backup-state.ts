import type { BackupState } from '@/lib/ops/backup/backup-state'

interface Given {
  nowMs: number
  completedMsAgo?: number
  faultMsAgo?: number
  verifiedMsAgo?: number
  verifyFaultMsAgo?: number
}

/** How backups have gone, by when; what is not given never happened. */
export function backupState({
  nowMs,
  completedMsAgo,
  faultMsAgo,
  verifiedMsAgo,
  verifyFaultMsAgo,
}: Given): BackupState {
  const toIso = (msAgo: number) => new Date(nowMs - msAgo).toISOString()
  const toFault = (msAgo: number | undefined) => (msAgo === undefined ? null : { at: toIso(msAgo), reason: 'why' })
  return {
    last:
      completedMsAgo === undefined
        ? null
        : {
            id: '20260101-000000-0000',
            completedAt: toIso(completedMsAgo),
            snapshotAt: toIso(completedMsAgo),
            place: '/backups',
            contentBytes: 1_000,
            addedBytes: 10,
            durationMs: 500,
          },
    firstAt: completedMsAgo === undefined ? null : new Date(nowMs - completedMsAgo),
    fault: toFault(faultMsAgo),
    verifiedAt: verifiedMsAgo === undefined ? null : new Date(nowMs - verifiedMsAgo),
    verifyFault: toFault(verifyFaultMsAgo),
    baseHistory: null,
  }
}
