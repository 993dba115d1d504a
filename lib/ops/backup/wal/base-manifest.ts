import { z } from 'zod'
import { BackupError } from '../backup-error'
import { parseBackupTime } from '../manifests'
import type { Vault } from '../vault'

const folder = 'bases/'

const baseSchema = z.object({
  format: z.literal(1),
  id: z.string(),
  history: z.string(),
  timeline: z.number().int(),
  /** Files of PostgreSQL can be read by the same major version on the same kind of machine. */
  postgresMajor: z.string(),
  platform: z.string(),
  /** The log is needed from here on. */
  startLsn: z.number().int(),
  /** Before this moment the copy is not one of any moment. */
  completedMs: z.number(),
  folders: z.array(z.string()),
  files: z.array(z.object({ path: z.string(), sizeBytes: z.number().int(), chunks: z.array(z.string()) })),
  /** What PostgreSQL wants to find beside the copy. */
  label: z.string(),
})

/** A copy of the files of a running server: together with the log since then, any later moment. */
export type Base = z.infer<typeof baseSchema>

export async function writeBase(archive: Vault, base: Base): Promise<void> {
  await archive.store.flush()
  await archive.write(folder + base.id, Buffer.from(JSON.stringify(base)))
  await archive.store.flush()
}

/** Newest first. */
export async function listBases(archive: Vault): Promise<Base[]> {
  const ids: string[] = []
  for await (const { name } of archive.store.list(folder)) ids.push(name.slice(folder.length))
  const bases: Base[] = []
  for (const id of ids.filter((id) => parseBackupTime(id) !== null)) bases.push(await readBase(archive, id))
  return bases.sort((a, b) => b.completedMs - a.completedMs)
}

async function readBase(archive: Vault, id: string): Promise<Base> {
  const parsed = baseSchema.safeParse(JSON.parse((await archive.read(folder + id)).toString('utf8')))
  if (parsed.success) return parsed.data
  throw new BackupError(`Base copy ${id} was made by a newer version of AutoGraph; use that one to read it.`)
}

export const deleteBase = ({ store }: Vault, id: string): Promise<void> => store.delete(folder + id)
