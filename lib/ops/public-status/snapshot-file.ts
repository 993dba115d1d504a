import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type StoredStatus, storedStatus } from './schema-snapshot'

/** Null when there is none, or none that is understood. */
export async function readSnapshotFile(path: string): Promise<StoredStatus | null> {
  try {
    const parsed = storedStatus.safeParse(JSON.parse(await readFile(path, 'utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Whole or not at all; processes that share the folder may write at the same time. Errors: those of the file system. */
export async function writeSnapshotFile(path: string, stored: StoredStatus): Promise<void> {
  const partial = `${path}.${process.pid}.new`
  await mkdir(dirname(path), { recursive: true })
  await writeFile(partial, JSON.stringify(stored), { mode: 0o600 })
  await rename(partial, path)
}
