import { isDeepStrictEqual } from 'node:util'
import type { TLRecord } from '@tldraw/tlschema'
import type { UserId } from '@/lib/core/ids'
import type { Steps } from '@/lib/core/steps'
import { serializedDocumentSchema } from '../document-schema'
import type { FlushBatch, Lease, StoredDocument } from '../document-store'
import { computeFirstClock } from '../pure/clock'
import { findAssetIds } from '../pure/find-asset-ids'

interface Replacement {
  lease: Lease
  stored: StoredDocument
  records: ReadonlyMap<string, TLRecord>
  editorId: UserId | null
}

/** What has to be written so that the stored document becomes these records; null when it is that already. In steps. */
export function* computeReplacementBatch(replacement: Replacement): Steps<FlushBatch | null> {
  const { lease, stored, records, editorId } = replacement
  // Above every clock that an earlier writer can have given out; one change is all that this lease is for.
  const clock = computeFirstClock(lease.fence) + 1
  const schemaIsStored = isDeepStrictEqual(stored.schema, serializedDocumentSchema)
  const before = new Map(stored.records.map(({ state, sizeBytes }) => [state.id as string, { state, sizeBytes }]))
  const puts: FlushBatch['puts'] = []
  const assetIds: string[] = []
  let sizeBytes = 0
  for (const [id, record] of records) {
    yield
    const known = before.get(id)
    before.delete(id)
    if (known && schemaIsStored && isDeepStrictEqual(known.state, record)) {
      sizeBytes += known.sizeBytes
      continue
    }
    const json = JSON.stringify(record)
    sizeBytes += Buffer.byteLength(json)
    puts.push({ id, clock, json })
    assetIds.push(...findAssetIds(record))
  }
  if (puts.length === 0 && before.size === 0) return null
  return {
    lease,
    documentClock: clock,
    puts,
    deletes: [...before.keys()].map((id) => ({ id, clock })),
    schemaJson: schemaIsStored ? null : JSON.stringify(serializedDocumentSchema),
    sizeBytes,
    forgetTombstonesThrough: null,
    editorId,
    assetIds,
  }
}
