import type { BackupStore } from '../backup-store'
import type { Vault } from '../vault'

/** Everything of the archive lies in a folder of its own, which versions that know none leave alone. */
export const archiveFolder = 'pitr/'

/** The archive of a place for backups: the log of its PostgreSQL, and copies of its files to begin from. */
export function openArchive(vault: Vault): Vault {
  return {
    ...vault,
    store: nestStore(vault.store),
    write: (name, content) => vault.write(archiveFolder + name, content),
    read: (name) => vault.read(archiveFolder + name),
  }
}

function nestStore(store: BackupStore): BackupStore {
  return {
    place: store.place,
    put: (name, bytes) => store.put(archiveFolder + name, bytes),
    find: (name) => store.find(archiveFolder + name),
    async *list(prefix) {
      for await (const file of store.list(archiveFolder + prefix)) {
        yield { ...file, name: file.name.slice(archiveFolder.length) }
      }
    },
    delete: (name) => store.delete(archiveFolder + name),
    flush: () => store.flush(),
  }
}
