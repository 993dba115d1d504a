import type { SerializedSchema } from '@tldraw/store'
import type { TLRecord } from '@tldraw/tlschema'
import type { DiagramId, UserId } from '@/lib/core/ids'

/** The right to be the only writer of a document, until somebody else's fence is higher. */
export interface Lease {
  diagramId: DiagramId
  /** The process that holds it. */
  holder: string
  /** Increases with every acquisition; a write with an older fence changes nothing. */
  fence: number
}

export interface StoredRecord {
  clock: number
  /** Of the state as JSON. */
  sizeBytes: number
  state: TLRecord
}

/** A document as its rows hold it. */
export interface StoredDocument {
  /** The clock of the newest durable change; 0 before the first. */
  documentClock: number
  /** Null while the document has no rows. */
  schema: SerializedSchema | null
  /** Deletions up to this clock may have been forgotten. */
  tombstonesFrom: number
  records: StoredRecord[]
  /** The clock that its picture shows; null without one. */
  previewClock: number | null
  /** Deleted record id → clock of its deletion. */
  tombstones: Record<string, number>
}

export type OpenResult =
  | { status: 'opened'; lease: Lease; document: StoredDocument }
  | { status: 'held-elsewhere' }
  | { status: 'missing' }

/** One group commit: everything that changed since the last one. */
export interface FlushBatch {
  lease: Lease
  /** The clock of the newest change in it. Never lower than an earlier batch's. */
  documentClock: number
  puts: { id: string; clock: number; json: string }[]
  deletes: { id: string; clock: number }[]
  /** Set when the stored schema changes with this batch. */
  schemaJson: string | null
  sizeBytes: number
  /** Tombstones up to this clock are forgotten with this batch; null leaves them. */
  forgetTombstonesThrough: number | null
  /** Who edited last; null when nobody did (migration of old records). */
  editorId: UserId | null
  /** Assets that the changed records show. */
  assetIds: string[]
}

/** `fenced`: the lease is gone. `refused`: this batch can never be written. In both cases nothing was written. */
export type FlushOutcome = 'written' | 'fenced' | 'refused'

/**
 * Where rooms keep documents. A flush that resolves with `written` is durable. One that throws may or may not have been
 * written: repeating it, or a later one that contains it, is safe.
 */
export interface DocumentStore {
  open(diagramId: DiagramId, holder: string): Promise<OpenResult>
  flush(batch: FlushBatch): Promise<FlushOutcome>
  /** Prolongs leases; resolves with the diagrams whose lease is still held. */
  renew(holder: string, leases: readonly Lease[]): Promise<ReadonlySet<DiagramId>>
  release(lease: Lease): Promise<void>
  savePreview(preview: { diagramId: DiagramId; documentClock: number; svg: string }): Promise<void>
}
