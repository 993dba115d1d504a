import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { minuteMs } from '@/lib/core/time'
import { BackupError } from './backup-error'
import type { BackupStore, StoredFile } from './backup-store'

/** A disk that a backup fills up takes the product down with it. */
const leastFree = { ratio: 0.04, bytes: 256 * 1024 * 1024 }
/** So much may be written between two looks at what is free. */
const lookEveryBytes = 32 * 1024 * 1024
/** Whoever was still writing would be done by then. */
const leftoverMs = 60 * minuteMs

interface DiskBackupOptions {
  readFree?: (folder: string) => Promise<{ bytes: number; ratio: number }>
}

/** Backups as files below one folder, each forced to the disk and then renamed into place. */
export function createDiskBackupStore(root: string, { readFree = readFreeSpace }: DiskBackupOptions = {}): BackupStore {
  const unfinished = join(root, '.unfinished')
  const touched = new Set<string>()
  let sinceLook = Number.POSITIVE_INFINITY

  async function prepare(): Promise<void> {
    await mkdir(unfinished, { recursive: true, mode: 0o700 })
    touched.add(dirname(root)).add(root)
    await removeLeftovers(unfinished)
  }
  let preparing: Promise<void> | undefined

  async function assertRoom(sizeBytes: number): Promise<void> {
    sinceLook += sizeBytes
    if (sinceLook < lookEveryBytes) return
    sinceLook = 0
    const free = await readFree(root)
    if (free.bytes >= leastFree.bytes && free.ratio >= leastFree.ratio) return
    throw new BackupError(
      `The disk of ${root} is nearly full, so nothing more is written there; free some space, or keep backups elsewhere (BACKUP_TO).`,
    )
  }

  return {
    place: root,
    async put(name, bytes) {
      preparing ??= prepare()
      await preparing
      await assertRoom(bytes.length)
      const path = join(root, name)
      const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      touched.add(dirname(path))
      if (made) touched.add(dirname(made))
      await writeWhole(path, join(unfinished, randomUUID()), bytes)
    },
    find: (name) => orNull(readFile(join(root, name))),
    list: (prefix) => walk(root, prefix),
    delete: (name) => rm(join(root, name), { force: true }),
    async flush() {
      for (const folder of touched) await syncFolder(folder)
      touched.clear()
    },
  }
}

async function writeWhole(path: string, aside: string, bytes: Uint8Array): Promise<void> {
  try {
    const file = await open(aside, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(aside, path)
  } catch (error) {
    await rm(aside, { force: true })
    throw error
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const found = await orNull(stat(path))
    if (found && Date.now() - found.mtimeMs > leftoverMs) await rm(path, { force: true })
  }
}

async function* walk(root: string, folder: string): AsyncGenerator<StoredFile> {
  const entries = await orNull(readdir(join(root, folder), { withFileTypes: true }))
  for (const entry of entries ?? []) {
    if (entry.name.startsWith('.')) continue
    const name = `${folder}${entry.name}`
    if (entry.isDirectory()) yield* walk(root, `${name}/`)
    else {
      const found = await orNull(stat(join(root, name)))
      if (found) yield { name, sizeBytes: found.size, modifiedAt: found.mtime }
    }
  }
}

async function readFreeSpace(folder: string): Promise<{ bytes: number; ratio: number }> {
  const { bavail, blocks, bsize } = await statfs(folder)
  return { bytes: bavail * bsize, ratio: blocks === 0 ? 1 : bavail / blocks }
}

async function orNull<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null
    throw error
  }
}
