import type { BackupStore } from './backup-store'
import { chunkName, listStoredChunks, unnamedForMs } from './chunk-writer'
import { listChunks } from './manifest'
import { deleteManifest, listBackupIds, readManifest } from './manifests'
import { computeKept } from './retention'
import type { Vault } from './vault'

export interface Pruned {
  backups: number
  chunks: number
}

/**
 * Removes backups that are over, then chunks that none of the others names. Broken off at any point, every backup that is
 * still listed is whole.
 */
export async function pruneBackups(vault: Vault, now: number): Promise<Pruned> {
  const ids = await listBackupIds(vault.store)
  const kept = computeKept(ids, now)
  const over = ids.filter((id) => !kept.has(id))
  for (const id of over) await deleteManifest(vault.store, id)
  return { backups: over.length, chunks: await removeUnnamed(vault, now) }
}

/** Throws when a backup cannot be read, because then nobody knows what it needs. */
async function removeUnnamed(vault: Vault, now: number): Promise<number> {
  const old = await listOldChunks(vault.store, now)
  if (old.size === 0) return 0
  // Listed after the chunks: whatever a backup names that became complete in between is found here.
  for (const id of await listBackupIds(vault.store)) {
    for (const chunk of listChunks(await readManifest(vault, id))) old.delete(chunk.id)
  }
  for (const id of old) await vault.store.delete(chunkName(id))
  return old.size
}

async function listOldChunks(store: BackupStore, now: number): Promise<Set<string>> {
  const old = new Set<string>()
  for await (const { id, modifiedAt } of listStoredChunks(store)) {
    if (now - modifiedAt.getTime() > unnamedForMs) old.add(id)
  }
  return old
}
