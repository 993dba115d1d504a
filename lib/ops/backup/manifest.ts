import { z } from 'zod'
import { buckets } from '@/lib/platform/objects/object-store'

/** What is stored once, however often it is backed up: rows of a table, or a piece of an object. */
const chunk = z.object({ id: z.string(), bytes: z.number().int() })

const rowChunk = chunk.extend({
  rows: z.number().int(),
  /** The rows' digest; those of all chunks add up to the table's. */
  digest: z.string(),
})

const table = z.object({
  name: z.string(),
  columns: z.array(z.string()),
  key: z.array(z.string()),
  /** A row ends a chunk when that many bits of its key's hash are zero. */
  boundaryBits: z.number().int(),
  chunks: z.array(rowChunk),
})

const object = z.object({
  bucket: z.enum(buckets),
  key: z.string(),
  sizeBytes: z.number().int(),
  modifiedAt: z.string(),
  sha256: z.string(),
  pieces: z.array(chunk),
})

const sequence = z.object({ name: z.string(), value: z.string(), isCalled: z.boolean() })

/** All that one backup consists of. */
export const manifestSchema = z.object({
  format: z.literal(1),
  id: z.string(),
  appVersion: z.string(),
  postgresVersion: z.string(),
  /** When the snapshot was taken: what was acknowledged before is in it. */
  snapshotAt: z.iso.datetime(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(table),
  sequences: z.array(sequence),
  objects: z.array(object),
  /** Tells whether an instance has the same AUTH_SECRET, without which sealed settings cannot be read. */
  authSecretFingerprint: z.string().nullable(),
  /** Only where it is as well kept as in the data directory. */
  authSecret: z.string().nullable(),
})

export type Manifest = z.infer<typeof manifestSchema>
export type TableDump = z.infer<typeof table>
export type RowChunk = z.infer<typeof rowChunk>
export type Chunk = z.infer<typeof chunk>
export type ObjectDump = z.infer<typeof object>
export type SequenceDump = z.infer<typeof sequence>

/** Every chunk that a backup needs. */
export function* listChunks({ tables, objects }: Pick<Manifest, 'tables' | 'objects'>): Generator<Chunk> {
  for (const { chunks } of tables) yield* chunks
  for (const { pieces } of objects) yield* pieces
}

export const countRows = ({ tables }: Pick<Manifest, 'tables'>): number =>
  tables.reduce((sum, { chunks }) => sum + chunks.reduce((rows, chunk) => rows + chunk.rows, 0), 0)
