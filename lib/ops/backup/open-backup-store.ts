import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { getEnv } from '@/lib/platform/env/env'
import type { Env } from '@/lib/platform/env/schema'
import { findS3Settings } from '@/lib/platform/objects/s3-settings'
import { BackupError } from './backup-error'
import type { BackupStore } from './backup-store'
import { createDiskBackupStore } from './disk-backup-store'
import { createS3BackupStore } from './s3-backup-store'

/** Where backups go unless somebody says otherwise: a bucket beside the objects, or a folder of the data directory. */
export function computeBackupPlace(env: Env): string {
  if (env.BACKUP_TO) return env.BACKUP_TO
  const s3 = findS3Settings(env)
  return s3 ? `s3://${s3.bucketPrefix}-backups` : resolve(env.DATA_DIR, 'backups')
}

/** The store of a folder or of `s3://bucket/prefix`; relative paths start at `from`. */
export function openBackupStore(place: string, { from = process.cwd() } = {}): BackupStore {
  if (!/^s3:\/\//i.test(place)) {
    if (/^[a-z]+:\/\//i.test(place)) throw new BackupError(`${place} is neither a folder nor s3://bucket/prefix.`)
    return createDiskBackupStore(resolve(from, place))
  }
  const settings = findS3Settings(getEnv())
  if (!settings) throw new BackupError(`To use ${place}, set S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY and S3_ENDPOINT.`)
  const [bucket = '', ...folders] = place.slice('s3://'.length).split('/').filter(Boolean)
  if (!bucket) throw new BackupError(`${place} names no bucket; say s3://bucket/prefix.`)
  return createS3BackupStore(settings, { bucket, prefix: folders.map((folder) => `${folder}/`).join('') })
}

/** Whether a store lies in this data directory: then it is as well kept as the secrets beside it. */
export function isInDataDir(store: BackupStore, dataDir: string): boolean {
  const folder = `${pathToFileURL(resolve(dataDir)).href}/`
  return !store.place.startsWith('s3://') && pathToFileURL(store.place).href.startsWith(folder)
}
