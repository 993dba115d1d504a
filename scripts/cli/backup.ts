import { BackupError, BackupInProgress } from '@/lib/ops/backup/backup-error'
import { noteBackup, noteFault } from '@/lib/ops/backup/backup-state'
import { type BackupResult, makeBackup } from '@/lib/ops/backup/make-backup'
import { computeBackupPlace, isInDataDir, openBackupStore } from '@/lib/ops/backup/open-backup-store'
import { pruneBackups } from '@/lib/ops/backup/prune-backups'
import { openVault, type Vault } from '@/lib/ops/backup/vault'
import { getRelease } from '@/lib/platform/env/get-release'
import type { Env } from '@/lib/platform/env/schema'
import { getObjectStore } from '@/lib/platform/objects/get-object-store'
import type { Run } from './command'
import { formatCount, formatSeconds, formatSize } from './format'
import { keepBase } from './keep-base'
import { lowerPriority } from './lower-priority'
import { findAuthSecret, type Instance, openInstance, openSettings } from './open-instance'
import { startProgressBar } from './progress-bar'

export const backup: Run = async ({ values, root, calledFrom }) => {
  if (values.background) lowerPriority(10)
  const env = openSettings(root)
  const instance = await openInstance(env)
  const given = typeof values.to === 'string' ? values.to : null
  const store = openBackupStore(given ?? computeBackupPlace(env), { from: given ? calledFrom : root })
  try {
    const vault = await openVault(store, { passphrase: env.BACKUP_PASSPHRASE, create: true })
    const result = await run({ env, instance, vault })
    await noteBackup(instance.url, { ...result, place: store.place })
    console.log(present(result, store.place))
    const base = await keepBase(vault, { env, isUrgent: values.background !== true })
    if (base) console.log(base)
    const pruned = await pruneBackups(vault, Date.now())
    if (pruned.backups > 0) console.log(`${pruned.backups} older ones were removed, by the rules of retention.`)
  } catch (error) {
    if (error instanceof BackupInProgress) return tellOfOther(error, values.background === true)
    if (error instanceof BackupError) await noteFault(instance.url, 'backup', error.message)
    throw error
  } finally {
    await instance.close()
  }
  return 0
}

/** Whoever asked for one wanted this moment; for the schedule the other one will do. */
function tellOfOther(other: BackupInProgress, isScheduled: boolean): number {
  if (!isScheduled) throw other
  console.log(other.message)
  return 0
}

async function run({ env, instance, vault }: { env: Env; instance: Instance; vault: Vault }): Promise<BackupResult> {
  const bar = startProgressBar(process.stderr)
  const secret = findAuthSecret(env)
  const isKept = vault.isEncrypted || isInDataDir(vault.store, env.DATA_DIR)
  try {
    return await makeBackup({
      url: instance.url,
      objects: getObjectStore(),
      vault,
      appVersion: getRelease(),
      authSecret: secret === null ? null : { value: secret, isKept },
      onProgress: bar.show,
    })
  } finally {
    bar.end()
  }
}

function present({ id, rows, objects, contentBytes, addedBytes, durationMs }: BackupResult, place: string): string {
  const content = `${formatCount(rows)} rows and ${formatCount(objects)} objects (${formatSize(contentBytes)})`
  return `Backup ${id} is complete: ${content}, ${formatSize(addedBytes)} written to ${place} in ${formatSeconds(durationMs)}.`
}
