import { randomUUID } from 'node:crypto'
import { createReadStream, type Dirent } from 'node:fs'
import { type FileHandle, mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { Readable } from 'node:stream'
import { removeLeftovers } from './disk-leftovers'
import { assertObjectKey, type Bucket, buckets, type ObjectBody, type ObjectStore } from './object-store'
import { ObjectStoreUnavailable } from './object-store-unavailable'
import { readSource, SourceFault } from './source-fault'

/**
 * Objects as files below one folder. A write goes to a temporary file that is forced to the disk and then renamed, so a
 * power cut leaves the old object or the new one.
 */
export function createDiskStore(root: string): ObjectStore {
  const unfinished = join(root, '.unfinished')
  const pathOf = (bucket: Bucket, key: string) => {
    assertObjectKey(key)
    return resolve(root, bucket, key)
  }
  return {
    async prepare() {
      await orUnavailable(async () => {
        for (const bucket of buckets) await mkdir(join(root, bucket), { recursive: true, mode: 0o700 })
        await removeLeftovers(unfinished)
      })
    },
    async put(bucket, key, body) {
      const path = pathOf(bucket, key)
      await orUnavailable(() => writeWhole(path, unfinished, body))
    },
    async get(bucket, key, range) {
      const path = pathOf(bucket, key)
      const file = await orUnavailable(() => openIfThere(path))
      return file && readFrom(file, range)
    },
    async head(bucket, key) {
      const path = pathOf(bucket, key)
      const found = await orUnavailable(() => orNull(stat(path)))
      return found?.isFile() ? { sizeBytes: found.size, modifiedAt: found.mtime } : null
    },
    async delete(bucket, key) {
      const path = pathOf(bucket, key)
      await orUnavailable(() => orNull(rm(path, { force: true })))
    },
    async *list(bucket, prefix = '') {
      const folder = join(root, bucket)
      for await (const path of walk(folder)) {
        const key = relative(folder, path).split(sep).join('/')
        if (!key.startsWith(prefix)) continue
        const found = await orUnavailable(() => orNull(stat(path)))
        if (found) yield { key, sizeBytes: found.size, modifiedAt: found.mtime }
      }
    },
    findSignedUrl: async () => null,
  }
}

async function writeWhole(path: string, unfinishedFolder: string, body: ObjectBody): Promise<void> {
  const folder = dirname(path)
  await mkdir(unfinishedFolder, { recursive: true, mode: 0o700 })
  const firstMade = await mkdir(folder, { recursive: true, mode: 0o700 })
  const unfinished = join(unfinishedFolder, randomUUID())
  try {
    await withFile(unfinished, 'wx', async (file) => {
      for await (const piece of readSource(body)) await file.writeFile(piece)
      await file.sync()
    })
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
  // A folder that is new is itself an entry of the one above it.
  const last = firstMade ? dirname(firstMade) : folder
  for (let at = folder; ; at = dirname(at)) {
    await withFile(at, 'r', (file) => file.sync())
    if (at === last) return
  }
}

async function withFile(path: string, flags: string, work: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, flags, 0o600)
  try {
    await work(file)
  } finally {
    await file.close()
  }
}

async function openIfThere(path: string): Promise<FileHandle | null> {
  const file = await orNull(open(path, 'r'))
  if (!file) return null
  if ((await file.stat()).isFile()) return file
  await file.close()
  return null
}

async function readFrom(file: FileHandle, range?: { start: number; end: number }): Promise<ReadableStream<Uint8Array>> {
  const { size } = await file.stat()
  const end = Math.min(range?.end ?? size - 1, size - 1)
  const start = range?.start ?? 0
  if (size === 0 || start > end) {
    await file.close()
    return new ReadableStream({ start: (controller) => controller.close() })
  }
  const stream = Readable.toWeb(createReadStream('', { fd: file, start, end, autoClose: true }))
  return stream as ReadableStream<Uint8Array>
}

async function* walk(folder: string): AsyncGenerator<string> {
  const entries = await orUnavailable(() => orNull(opendir(folder)))
  for await (const entry of entries ?? ([] as Dirent[])) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* walk(path)
    else if (entry.isFile()) yield path
  }
}

const missing = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ERR_FS_EISDIR'])

async function orNull<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found
  } catch (error) {
    if (missing.has(codeOf(error))) return null
    throw error
  }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')

const reasons: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the disk is read-only',
  EACCES: 'the data directory may not be written',
  EPERM: 'the data directory may not be written',
}

async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof SourceFault) throw error.cause
    const code = codeOf(error)
    throw new ObjectStoreUnavailable(reasons[code] ?? `the disk answered ${code || 'with an error'}`, error)
  }
}
