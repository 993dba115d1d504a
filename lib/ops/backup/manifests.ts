import { randomInt } from 'node:crypto'
import { BackupError } from './backup-error'
import type { BackupStore } from './backup-store'
import { type Manifest, manifestSchema } from './manifest'
import type { Vault } from './vault'

const folder = 'manifests/'

/** Sorts by time and says it: `20261122-140503-2c7f`, where `2c7` are the milliseconds. */
export function makeBackupId(at: Date): string {
  const [date, time] = at.toISOString().slice(0, 19).replace(/[-:]/g, '').split('T')
  const milliseconds = at.getUTCMilliseconds().toString(16).padStart(3, '0')
  return `${date}-${time}-${milliseconds}${randomInt(16).toString(16)}`
}

const idPattern = /^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-[0-9a-f]{4}$/

/** When the snapshot of a backup was taken, to the second; null for what is no id. */
export function parseBackupTime(id: string): Date | null {
  const [, year, month, day, hour, minute, second] = idPattern.exec(id) ?? []
  return second ? new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) : null
}

export async function writeManifest(vault: Vault, manifest: Manifest): Promise<number> {
  // What it names has to be there before it.
  await vault.store.flush()
  const written = await vault.write(folder + manifest.id, Buffer.from(JSON.stringify(manifest)))
  await vault.store.flush()
  return written
}

export async function readManifest(vault: Vault, id: string): Promise<Manifest> {
  const content = await vault.read(folder + id)
  const parsed = manifestSchema.safeParse(JSON.parse(content.toString('utf8')))
  if (parsed.success) return parsed.data
  throw new BackupError(`Backup ${id} was made by a newer version of AutoGraph; use that one to read it.`)
}

export const deleteManifest = (store: BackupStore, id: string): Promise<void> => store.delete(folder + id)

/** Ids of complete backups, newest first. */
export async function listBackupIds(store: BackupStore): Promise<string[]> {
  const ids: string[] = []
  for await (const { name } of store.list(folder)) ids.push(name.slice(folder.length))
  return ids
    .filter((id) => parseBackupTime(id) !== null)
    .sort()
    .reverse()
}

/** The backup of that id or the newest one; throws `BackupError` when there is none. */
export async function getManifest(vault: Vault, id?: string): Promise<Manifest> {
  const ids = await listBackupIds(vault.store)
  const found = id === undefined ? ids[0] : ids.find((known) => known === id)
  if (found) return readManifest(vault, found)
  throw new BackupError(
    id === undefined
      ? `There is no complete backup at ${vault.store.place}.`
      : `There is no backup ${id} at ${vault.store.place}; \`autograph list\` shows those there are.`,
  )
}
