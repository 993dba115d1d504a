import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { computeSegmentStart, type Lsn, nameSegment, segmentBytes } from './lsn'

interface WalRange {
  /** Of the cluster. */
  folder: string
  timeline: number
  start: Lsn
  end: Lsn
}

/** Bytes of the log, all of one segment, as they lie in `pg_wal`; they must have been flushed. Throws when they are gone. */
export async function readWal({ folder, timeline, start, end }: WalRange): Promise<Buffer> {
  const segment = computeSegmentStart(start)
  if (end > segment + segmentBytes || end <= start) throw new Error('a piece of the log is of one segment')
  const file = await open(join(folder, 'pg_wal', nameSegment(timeline, start)))
  try {
    const bytes = Buffer.alloc(end - start)
    const { bytesRead } = await file.read(bytes, 0, bytes.length, start - segment)
    if (bytesRead < bytes.length) throw new Error(`${nameSegment(timeline, start)} is shorter than it should be`)
    return bytes
  } finally {
    await file.close()
  }
}
