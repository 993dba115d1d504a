import { hourMs, minuteMs } from '@/lib/core/time'
import { isEvaluator } from '@/lib/ops/alerts/is-evaluator'
import { readBackupState } from '@/lib/ops/backup/backup-state'
import { runCommand } from '@/lib/ops/backup/run-command'
import { startBackups } from '@/lib/ops/backup/start-backups'
import { getPool } from '@/lib/platform/db/pool'
import { getEnv } from '@/lib/platform/env/env'

/** Backups by the settings, made by the one process of the cluster that evaluates alerts. Returns its stop. */
export function startScheduledBackups(): () => Promise<void> {
  const { BACKUP_INTERVAL_MINUTES, BACKUP_VERIFY_HOURS } = getEnv()
  return startBackups({
    isMine: isEvaluator,
    readState: () => readBackupState(getPool()),
    run: runCommand,
    times: { backupEveryMs: BACKUP_INTERVAL_MINUTES * minuteMs, verifyEveryMs: BACKUP_VERIFY_HOURS * hourMs },
  })
}
