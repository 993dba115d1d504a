import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { hourMs } from '@/lib/core/time'

/** Nobody writes that slowly: a file that has not grown for so long belongs to a process that is gone. */
const abandonedAfterMs = hourMs

/** Removes the files of a folder that a crash left half-written; those that other processes are writing stay. */
export async function removeLeftovers(folder: string, nowMs = Date.now()): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found?.isFile() && found.mtimeMs < nowMs - abandonedAfterMs) await rm(path, { force: true })
  }
}
