import { BackupError } from './backup-error'
import { chunkName, listStoredChunks } from './chunk-writer'
import { assertWhole } from './frame'
import type { Progress } from './make-backup'
import type { Vault } from './vault'
import { archiveFolder } from './wal/open-archive'

/** Looks at every file of a store, also those that only older backups need. */
export async function findDamagedFiles(
  vault: Pick<Vault, 'store'>,
  onProgress?: (progress: Progress) => void,
): Promise<{ files: number; faults: string[] }> {
  const progress = { stage: 'Files', done: 0, total: null, unit: 'files' as const }
  const faults: string[] = []
  for await (const name of listNames(vault)) {
    const frame = await vault.store.find(name)
    try {
      if (frame) assertWhole(frame, name)
    } catch (error) {
      if (!(error instanceof BackupError)) throw error
      faults.push(error.message)
    }
    progress.done++
    onProgress?.(progress)
  }
  return { files: progress.done, faults }
}

async function* listNames({ store }: Pick<Vault, 'store'>): AsyncGenerator<string> {
  yield 'store'
  for await (const { name } of store.list('manifests/')) yield name
  for await (const { id } of listStoredChunks(store)) yield chunkName(id)
  for await (const { name } of store.list(archiveFolder)) yield name
}
