import { DatabaseError } from 'pg'
import { getLog } from '@/lib/platform/log/log'
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
    try {
      return (await writeRecords(batch)) ? 'written' : 'fenced'
    } catch (error) {
      if (!isFaultOfTheData(error)) throw error
      getLog('documents').error({ err: error, diagramId: batch.lease.diagramId }, 'records cannot be stored')
      return 'refused'
    }
  },
  renew: renewLeases,
  release: releaseLease,
  savePreview: writePreview,
}

/** SQLSTATE classes 22 (data exception) and 54 (a limit of the program): trying again cannot help. */
const isFaultOfTheData = (error: unknown): boolean =>
  error instanceof DatabaseError && /^(22|54)/.test(error.code ?? '')
