import { setTimeout as delay } from 'node:timers/promises'
import { type Now, secondMs } from '@/lib/core/time'
import { BackupError } from '@/lib/ops/backup/backup-error'
import { readBackupState } from '@/lib/ops/backup/backup-state'
import { computeBackupPlace, openBackupStore } from '@/lib/ops/backup/open-backup-store'
import { openVault } from '@/lib/ops/backup/vault'
import { endHistories } from '@/lib/ops/backup/wal/history'
import { openArchive } from '@/lib/ops/backup/wal/open-archive'
import { createWalShipper, type WalShipper } from '@/lib/ops/backup/wal/ship-wal'
import { findWalReach, noteWalReach } from '@/lib/ops/backup/wal/wal-reach'
import { getPool } from '@/lib/platform/db/pool'
import { getEnv } from '@/lib/platform/env/env'
import { getLog } from '@/lib/platform/log/log'
import { collectAtScrape, setGauge } from '@/lib/platform/metrics/metrics'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import { clusterPaths } from './embedded-postgres/cluster'
import { findEmbeddedUrl } from './embedded-postgres/find-embedded-url'

const stopWithinMs = 2 * secondMs
const noBase = 'There is no base copy of the database to begin from; the next backup makes one.'

interface WalArchiving {
  everyMs?: number
  now?: Now
}

/** Archives the log of the embedded PostgreSQL where backups are, when that is switched on. Returns its stop. */
export function startWalArchiving({ everyMs, now = Date.now }: WalArchiving = {}): () => Promise<void> {
  const { BACKUP_WAL_SECONDS, DATA_DIR, DATABASE_URL } = getEnv()
  if (findEmbeddedUrl(DATA_DIR) !== DATABASE_URL) {
    if (BACKUP_WAL_SECONDS > 0)
      getLog('backup').warn('BACKUP_WAL_SECONDS is for the embedded PostgreSQL; see docs/deploy/backup.md')
    return async () => {}
  }
  const pauseMs = everyMs ?? BACKUP_WAL_SECONDS * secondMs
  if (pauseMs === 0) return forgetLog()
  const archive = createArchiving({ folder: clusterPaths(DATA_DIR).folder, now })
  let isStopped = false
  let running = Promise.resolve()
  let timer = setTimeout(begin, 0)
  timer.unref()

  function begin(): void {
    running = archive().finally(() => {
      if (isStopped) return
      timer = setTimeout(begin, pauseMs)
      timer.unref()
    })
  }

  // Also while an attempt hangs.
  const stopCollecting = collectAtScrape('backup.wal', () => {
    const { reachMs } = findWalReach() ?? {}
    if (reachMs !== undefined) setGauge('autograph_backup_wal_age_seconds', {}, (now() - reachMs) / secondMs)
  })
  return async () => {
    isStopped = true
    clearTimeout(timer)
    stopCollecting()
    // What is not archived by now is by the next start.
    await Promise.race([running, delay(stopWithinMs, null, { ref: false })])
  }
}

/** PostgreSQL would go on keeping the log for an archive that was switched off. */
function forgetLog(): () => Promise<void> {
  const ended = endHistories(getPool()).catch((error) =>
    getLog('backup').warn({ reason: describeFault(error) }, 'PostgreSQL may keep its log for nobody'),
  )
  return () => ended
}

/** One attempt, which says how far it came and never throws. */
function createArchiving({ folder, now }: { folder: string; now: Now }): () => Promise<void> {
  const shipper = openShipper(folder)
  let isFailing = false
  let reachMs = now()
  noteWalReach({ reachMs, fault: null })

  return async () => {
    try {
      const shipped = await (await shipper()).ship()
      isFailing = false
      const { baseHistory } = await readBackupState(getPool())
      const fault = baseHistory === shipped.history ? null : noBase
      if (fault === null) reachMs = shipped.reachMs
      noteWalReach({ reachMs, fault })
    } catch (error) {
      // Once: the next attempt comes in seconds.
      if (!isFailing) getLog('backup').error({ err: error, reason: describeFault(error) }, 'the log cannot be archived')
      isFailing = true
      noteWalReach({ reachMs, fault: error instanceof BackupError ? error.message : describeFault(error) })
    }
  }
}

/** The place may be out of reach in the beginning. */
function openShipper(folder: string): () => Promise<WalShipper> {
  let shipper: WalShipper | null = null
  return async () => {
    if (shipper) return shipper
    const env = getEnv()
    const vault = await openVault(openBackupStore(computeBackupPlace(env)), {
      passphrase: env.BACKUP_PASSPHRASE,
      create: true,
    })
    shipper = createWalShipper({ database: getPool(), folder, archive: openArchive(vault) })
    return shipper
  }
}
