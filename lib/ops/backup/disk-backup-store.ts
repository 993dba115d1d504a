import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs, writeFile } from 'node:fs/promises'
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

/**
 * So much is forced to the disk together: a disk takes many files in hardly more time than one, and while people draw,
 * PostgreSQL waits for the same disk.
 */
const together = { files: 128, bytes: 64 * 1024 * 1024 }

interface Written {
  aside: string
  path: string
}

/** Backups as files below one folder; each is in place only after it was forced to the disk. */
export function createDiskBackupStore(root: string, { readFree = readFreeSpace }: DiskBackupOptions = {}): BackupStore {
  const unfinished = join(root, '.unfinished')
  let written: Written[] = []
  let writtenBytes = 0
  let sinceLook = Number.POSITIVE_INFINITY
  let flushing = Promise.resolve()
  let preparing: Promise<void> | undefined

  async function prepare(): Promise<void> {
    const made = await mkdir(unfinished, { recursive: true, mode: 0o700 })
    if (made) await syncFolder(dirname(made))
    await removeLeftovers(unfinished)
  }

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

  function flush(): Promise<void> {
    const batch = written
    written = []
    writtenBytes = 0
    flushing = flushing.then(() => putInPlace(batch))
    return flushing
  }

  return {
    place: root,
    async put(name, bytes) {
      preparing ??= prepare()
      await preparing
      await assertRoom(bytes.length)
      const aside = join(unfinished, randomUUID())
      await writeFile(aside, bytes, { mode: 0o600, flag: 'wx' })
      written.push({ aside, path: join(root, name) })
      writtenBytes += bytes.length
      if (written.length >= together.files || writtenBytes >= together.bytes) await flush()
    },
    find: (name) => orNull(readFile(join(root, name))),
    list: (prefix) => walk(root, prefix),
    delete: (name) => rm(join(root, name), { force: true }),
    flush,
  }
}

async function putInPlace(batch: readonly Written[]): Promise<void> {
  const folders = new Set<string>()
  for (const { aside } of batch) await syncFile(aside)
  for (const { aside, path } of batch) {
    const folder = dirname(path)
    const made = await mkdir(folder, { recursive: true, mode: 0o700 })
    await rename(aside, path)
    folders.add(folder)
    // A folder that is new is itself an entry of the one above it.
    if (made) folders.add(dirname(made)).add(dirname(folder))
  }
  for (const folder of folders) await syncFolder(folder)
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
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
