import { createHash } from 'node:crypto'
import { type Bucket, buckets, type ObjectEntry, type ObjectStore } from '@/lib/platform/objects/object-store'
import type { ChunkWriter } from './chunk-writer'
import type { Chunk, ObjectDump } from './manifest'
import { readStream } from './read-stream'

const pieceBytes = 4 * 1024 * 1024

interface DumpObjects {
  objects: Pick<ObjectStore, 'list' | 'get'>
  writer: ChunkWriter
  /** As they were in the backup before. */
  former: readonly ObjectDump[]
  onObject?: (object: ObjectDump) => void
}

/** Every object; one that is as it was is not read again. */
export async function dumpObjects({ objects, writer, former, onObject }: DumpObjects): Promise<ObjectDump[]> {
  const known = new Map(former.map((object) => [placeOf(object.bucket, object.key), object]))
  const dumps: ObjectDump[] = []
  for (const bucket of buckets) {
    for await (const entry of objects.list(bucket)) {
      const before = known.get(placeOf(bucket, entry.key))
      const isSame = before && isUnchanged(before, entry) && before.pieces.every(({ id }) => writer.has(id))
      const dump = isSame ? before : await dumpObject({ objects, writer, bucket, entry })
      if (!dump) continue
      dumps.push(dump)
      onObject?.(dump)
    }
  }
  return dumps.sort((a, b) => (placeOf(a.bucket, a.key) < placeOf(b.bucket, b.key) ? -1 : 1))
}

const placeOf = (bucket: Bucket, key: string): string => `${bucket}/${key}`

const isUnchanged = (before: ObjectDump, { sizeBytes, modifiedAt }: ObjectEntry): boolean =>
  before.sizeBytes === sizeBytes && before.modifiedAt === modifiedAt.toISOString()

interface DumpObject extends Pick<DumpObjects, 'objects' | 'writer'> {
  bucket: Bucket
  entry: ObjectEntry
}

/** Null when it is gone by now: nothing in the snapshot can have needed it. */
async function dumpObject({ objects, writer, bucket, entry }: DumpObject): Promise<ObjectDump | null> {
  const stream = await objects.get(bucket, entry.key)
  if (!stream) return null
  const hash = createHash('sha256')
  const pieces: Chunk[] = []
  let sizeBytes = 0
  for await (const piece of cut(readStream(stream))) {
    hash.update(piece)
    sizeBytes += piece.length
    pieces.push(await writer.write(piece))
  }
  const { key, modifiedAt } = entry
  return { bucket, key, sizeBytes, modifiedAt: modifiedAt.toISOString(), sha256: hash.digest('hex'), pieces }
}

async function* cut(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = []
  let size = 0
  for await (const part of stream) {
    for (let start = 0; start < part.length; ) {
      const taken = part.subarray(start, start + pieceBytes - size)
      held.push(taken)
      size += taken.length
      start += taken.length
      if (size < pieceBytes) continue
      yield Buffer.concat(held)
      held = []
      size = 0
    }
  }
  if (size > 0) yield Buffer.concat(held)
}
