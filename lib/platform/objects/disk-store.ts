import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { assertObjectKey, type Bucket, type ObjectStore } from './object-store'

/**
 * Objects as files below one folder. A write goes to a temporary file that is forced to the disk and then renamed, so a
 * power cut leaves the old object or the new one.
 */
export function createDiskStore(root: string): ObjectStore {
  const pathOf = (bucket: Bucket, key: string) => {
    assertObjectKey(key)
    return resolve(root, bucket, key)
  }
  return {
    async put(bucket, key, body) {
      await writeWhole(pathOf(bucket, key), join(root, '.unfinished'), body)
    },
    async get(bucket, key, range) {
      const file = await openIfThere(pathOf(bucket, key))
      if (!file) return null
      const { size } = await file.stat()
      const end = Math.min(range?.end ?? size - 1, size - 1)
      const start = range?.start ?? 0
      if (size === 0 || start > end) {
        await file.close()
        return new ReadableStream({ start: (controller) => controller.close() })
      }
      const stream = Readable.toWeb(createReadStream('', { fd: file, start, end, autoClose: true }))
      return stream as ReadableStream<Uint8Array>
    },
    async head(bucket, key) {
      const found = await orNull(stat(pathOf(bucket, key)))
      return found?.isFile() ? { sizeBytes: found.size } : null
    },
    async delete(bucket, key) {
      await rm(pathOf(bucket, key), { force: true })
    },
  }
}

async function writeWhole(path: string, unfinishedFolder: string, body: Uint8Array): Promise<void> {
  const folder = dirname(path)
  await mkdir(unfinishedFolder, { recursive: true, mode: 0o700 })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const unfinished = join(unfinishedFolder, randomUUID())
  try {
    await withFile(unfinished, 'wx', async (file) => {
      await file.writeFile(body)
      await file.sync()
    })
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
  await withFile(folder, 'r', (file) => file.sync())
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

const missing = new Set(['ENOENT', 'ENOTDIR'])

async function orNull<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found
  } catch (error) {
    if (error instanceof Error && 'code' in error && missing.has(String(error.code))) return null
    throw error
  }
}
