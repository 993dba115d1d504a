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
  const chunks = await removeUnnamed(vault.store, { now, listNamed: () => listNamed(vault) })
  return { backups: over.length, chunks }
}

/** Throws when a backup cannot be read, because then nobody knows what it needs. */
async function* listNamed(vault: Vault): AsyncGenerator<string> {
  for (const id of await listBackupIds(vault.store)) {
    for (const chunk of listChunks(await readManifest(vault, id))) yield chunk.id
  }
}

/** Removes old chunks that nothing names. Returns how many. */
export async function removeUnnamed(
  store: BackupStore,
  { now, listNamed }: { now: number; listNamed: () => AsyncIterable<string> },
): Promise<number> {
  const old = await listOldChunks(store, now)
  if (old.size === 0) return 0
  // Asked after the chunks were listed: whatever is named by what became complete in between is found here.
  for await (const id of listNamed()) old.delete(id)
  for (const id of old) await store.delete(chunkName(id))
  return old.size
}

async function listOldChunks(store: BackupStore, now: number): Promise<Set<string>> {
  const old = new Set<string>()
  for await (const { id, modifiedAt } of listStoredChunks(store)) {
    if (now - modifiedAt.getTime() > unnamedForMs) old.add(id)
  }
  return old
}
