import { setTimeout as delay } from 'node:timers/promises'
import { type Now, secondMs } from '@/lib/core/time'
import { computeBackupPlace, openBackupStore } from '@/lib/ops/backup/open-backup-store'
import { openVault } from '@/lib/ops/backup/vault'
import { endHistories } from '@/lib/ops/backup/wal/history'
import { openArchive } from '@/lib/ops/backup/wal/open-archive'
import { createWalShipper, type WalShipper } from '@/lib/ops/backup/wal/ship-wal'
import { getPool } from '@/lib/platform/db/pool'
import { getEnv } from '@/lib/platform/env/env'
import { getLog } from '@/lib/platform/log/log'
import { setGauge } from '@/lib/platform/metrics/metrics'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import { clusterPaths } from './embedded-postgres/cluster'
import { findEmbeddedUrl } from './embedded-postgres/find-embedded-url'

const stopWithinMs = 2 * secondMs

interface WalArchiving {
  everyMs?: number
  now?: Now
}

/** Archives the log of the embedded PostgreSQL where backups are, when that is switched on. Returns its stop. */
export function startWalArchiving({ everyMs, now = Date.now }: WalArchiving = {}): () => Promise<void> {
  const { BACKUP_WAL_SECONDS, DATA_DIR, DATABASE_URL } = getEnv()
  const log = getLog('backup')
  if (findEmbeddedUrl(DATA_DIR) !== DATABASE_URL) {
    if (BACKUP_WAL_SECONDS > 0) log.warn('BACKUP_WAL_SECONDS is for the embedded PostgreSQL; see docs/deploy/backup.md')
    return async () => {}
  }
  const pauseMs = everyMs ?? BACKUP_WAL_SECONDS * secondMs
  const shipper = openShipper(clusterPaths(DATA_DIR).folder)
  let isStopped = false
  let isFailing = false
  let reachMs = now()
  let running = Promise.resolve()
  let timer = setTimeout(begin, 0)
  timer.unref()

  function begin(): void {
    running = run().finally(() => {
      if (isStopped || pauseMs === 0) return
      timer = setTimeout(begin, pauseMs)
      timer.unref()
    })
  }

  async function run(): Promise<void> {
    try {
      // PostgreSQL would go on keeping the log for an archive that was switched off.
      if (pauseMs === 0) return await endHistories(getPool())
      reachMs = (await (await shipper()).ship()).reachMs
      isFailing = false
    } catch (error) {
      // Once: the next attempt comes in seconds.
      if (!isFailing) log.error({ err: error, reason: describeFault(error) }, 'the log cannot be archived')
      isFailing = true
    } finally {
      if (pauseMs > 0) setGauge('autograph_backup_wal_age_seconds', {}, (now() - reachMs) / secondMs)
    }
  }

  return async () => {
    isStopped = true
    clearTimeout(timer)
    // What is not archived by now is by the next start.
    await Promise.race([running, delay(stopWithinMs, null, { ref: false })])
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
