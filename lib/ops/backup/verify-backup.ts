import type { Migration } from '@/lib/platform/db/migrate'
import { BackupError } from './backup-error'
import { findDamagedFiles } from './find-damaged-files'
import type { Progress } from './make-backup'
import { countRows, type Manifest } from './manifest'
import { readObject } from './read-object'
import { restoreDatabase } from './restore-database'
import type { Vault } from './vault'

interface VerifyBackup {
  vault: Vault
  manifest: Manifest
  migrations: readonly Migration[]
  /** Of an empty database that nobody needs. */
  scratchUrl: string
  onProgress?: (progress: Progress) => void
}

export interface Verified {
  rows: number
  objects: number
  files: number
}

/**
 * Restores a backup where it hurts nobody and compares each table and object by hash, then looks at every other file of the
 * store. Throws `BackupError` with everything that is wrong.
 */
export async function verifyBackup(options: VerifyBackup): Promise<Verified> {
  const { manifest } = options
  const faults: string[] = []
  await restoreDatabase({ ...options, url: options.scratchUrl }).catch((error) => faults.push(explain(error)))
  await verifyObjects(options, faults)
  const { files, faults: damaged } = await findDamagedFiles(options.vault, options.onProgress)
  faults.push(...damaged)
  if (faults.length === 0) return { rows: countRows(manifest), objects: manifest.objects.length, files }
  throw new BackupError(`Backup ${manifest.id} cannot be relied on:\n- ${[...new Set(faults)].join('\n- ')}`)
}

async function verifyObjects({ vault, manifest, onProgress }: VerifyBackup, faults: string[]): Promise<void> {
  const total = manifest.objects.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const progress = { stage: 'Objects', done: 0, total, unit: 'bytes' as const }
  for (const object of manifest.objects) {
    try {
      for await (const _ of readObject(vault, object));
    } catch (error) {
      faults.push(explain(error))
    }
    progress.done += object.sizeBytes
    onProgress?.(progress)
  }
}

const explain = (error: unknown): string => {
  if (error instanceof BackupError) return error.message
  return error instanceof Error ? error.message : String(error)
}
