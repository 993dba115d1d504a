import type { UserId } from '@/lib/core/ids'
import type { Steps } from '@/lib/core/steps'
import { serializedDocumentSchema } from '@/lib/features/documents/document-schema'
import type { FlushBatch, Lease } from '@/lib/features/documents/document-store'
import { findAssetIds } from '@/lib/features/documents/pure/find-asset-ids'
import type { Changes } from './document-room'
import type { RecordSizes } from './record-sizes'

interface FlushInput {
  lease: Lease
  changes: Changes
  /** Brought up to date with the changes. */
  sizes: RecordSizes
  schemaIsStored: boolean
  forgetTombstonesThrough: number | null
  editorId: UserId | null
}

/** In steps: everything of a very large document may have changed. */
export function* computeFlushBatch({ changes, sizes, schemaIsStored, ...rest }: FlushInput): Steps<FlushBatch> {
  const puts: FlushBatch['puts'] = []
  for (const { id, clock, state } of changes.puts) {
    const json = JSON.stringify(state)
    puts.push({ id, clock, json })
    sizes.set(id, Buffer.byteLength(json))
    yield
  }
  for (const { id } of changes.deletes) sizes.delete(id)
  return {
    ...rest,
    documentClock: changes.documentClock,
    puts,
    deletes: changes.deletes,
    schemaJson: schemaIsStored ? null : JSON.stringify(serializedDocumentSchema),
    sizeBytes: sizes.total,
    assetIds: changes.puts.flatMap(({ state }) => findAssetIds(state)),
  }
}
