import type { DocumentStore } from './document-store'
import { acquireLease, releaseLease, renewLeases } from './repo/lease'
import { writePreview } from './repo/preview'
import { findStoredDocument, writeRecords } from './repo/records'

/** Documents in PostgreSQL, one row per record. */
export const postgresDocumentStore: DocumentStore = {
  async open(diagramId, holder) {
    const lease = await acquireLease(diagramId, holder)
    // Only after the lease is committed: rows written by an earlier holder are complete from then on.
    const document = await findStoredDocument(diagramId)
    if (!document) return { status: 'missing' }
    return lease ? { status: 'opened', lease, document } : { status: 'held-elsewhere' }
  },
  async flush(batch) {
    return (await writeRecords(batch)) ? 'written' : 'fenced'
  },
  renew: renewLeases,
  release: releaseLease,
  savePreview: writePreview,
}
