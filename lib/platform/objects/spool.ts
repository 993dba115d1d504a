import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { getEnv } from '../env/env'
import { ObjectStoreUnavailable } from './object-store-unavailable'

/** A file that arrived whole and lies aside until it is known what becomes of it. */
export interface Spooled {
  sha256: string
  sizeBytes: number
  /** Its bytes from the start, anew with each call. */
  read(): AsyncIterable<Uint8Array>
  readHead(maxBytes: number): Promise<Uint8Array>
  discard(): Promise<void>
}

/** Where files lie while they arrive; what a crash leaves there is cleared at start. */
export const getSpoolFolder = (): string => resolve(getEnv().DATA_DIR, 'incoming')

/**
 * Takes in what arrives piece by piece, so that a large file is never whole in memory, and hashes it on the way: an upload
 * is kept under its hash, which is known only at the end. A source that throws leaves nothing behind.
 */
export async function spool(source: AsyncIterable<Uint8Array>): Promise<Spooled> {
  const folder = getSpoolFolder()
  const path = join(folder, randomUUID())
  const hash = createHash('sha256')
  let sizeBytes = 0
  const file = await mkdir(folder, { recursive: true, mode: 0o700 })
    .then(() => open(path, 'wx', 0o600))
    .catch(giveUp)
  try {
    for await (const piece of source) {
      hash.update(piece)
      sizeBytes += piece.byteLength
      await file.writeFile(piece).catch(giveUp)
    }
  } catch (error) {
    await rm(path, { force: true })
    throw error
  } finally {
    await file.close()
  }
  return {
    sha256: hash.digest('hex'),
    sizeBytes,
    read: () => createReadStream(path),
    async readHead(maxBytes) {
      const pieces: Buffer[] = []
      for await (const piece of createReadStream(path, { end: maxBytes - 1 })) pieces.push(piece)
      return Buffer.concat(pieces)
    },
    discard: () => rm(path, { force: true }),
  }
}

function giveUp(error: unknown): never {
  throw new ObjectStoreUnavailable('the data directory cannot be written', error)
}
