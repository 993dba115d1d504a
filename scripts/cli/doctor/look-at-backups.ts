import { listBackupIds, parseBackupTime } from '@/lib/ops/backup/manifests'
import { computeBackupPlace, isInDataDir, openBackupStore } from '@/lib/ops/backup/open-backup-store'
import { openVault } from '@/lib/ops/backup/vault'
import type { Env } from '@/lib/platform/env/schema'
import { type Finding, ok, orFault, skipped, warn } from './finding'

/** Whether backups can be read, and whether they would survive what they are for. */
export function lookAtBackups(env: Env): Promise<Finding> {
  return orFault('backups', async () => {
    const store = openBackupStore(computeBackupPlace(env))
    const [newest] = await listBackupIds(store)
    if (!newest) return skipped('backups', `There are none yet at ${store.place}.`)
    await openVault(store, { passphrase: env.BACKUP_PASSPHRASE })
    const message = `The newest of ${store.place} is of ${parseBackupTime(newest)?.toISOString()}.`
    if (!isInDataDir(store, env.DATA_DIR)) return ok('backups', message)
    return warn(
      'backups',
      `${message} They lie on the disk that they are to protect against.`,
      'Set BACKUP_TO to another disk or to s3://bucket/prefix.',
    )
  })
}
