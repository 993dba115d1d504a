import { afterEach, beforeEach } from 'vitest'
import { AppError } from '@/lib/core/errors'
import type { DiagramId } from '@/lib/core/ids'
import {
  type AccessChange,
  type DocumentGateway,
  provideDocumentGateway,
} from '@/lib/features/documents/document-gateway'
import { computeEtag } from '@/lib/features/documents/schema'
import { getPool } from '@/lib/platform/db/pool'

export interface RecordingGateway extends DocumentGateway {
  accessChanges: AccessChange[]
  renames: DiagramId[]
  /** When set, the next write fails with it. */
  failure: AppError | null
}

/**
 * A document gateway without rooms for the tests of one file: it stores records as they come and writes down whose access
 * changed and what was renamed.
 */
export function useRecordingGateway(): RecordingGateway {
  const gateway: RecordingGateway = {
    accessChanges: [],
    renames: [],
    failure: null,
    replace: async (write) => {
      if (gateway.failure) throw gateway.failure
      return storeDocument(write)
    },
    accessChanged: async (change) => {
      gateway.accessChanges.push(change)
    },
    renamed: async ({ diagramId }) => {
      gateway.renames.push(diagramId)
    },
  }
  beforeEach(() => {
    gateway.accessChanges = []
    gateway.renames = []
    gateway.failure = null
    provideDocumentGateway(gateway)
  })
  afterEach(() => provideDocumentGateway(null))
  return gateway
}

const storeDocument: DocumentGateway['replace'] = async ({ diagramId, actor, document, ifMatch }) => {
  const { rows } = await getPool().query<{ document_clock: string }>(
    'SELECT document_clock FROM diagrams WHERE id = $1',
    [diagramId],
  )
  const clock = BigInt(rows[0]?.document_clock ?? 0)
  if (ifMatch !== null && !ifMatch.includes(computeEtag(clock))) {
    throw new AppError('precondition_failed', 'The document has changed in the meantime. Read it again.')
  }
  await getPool().query(
    `WITH cleared AS (DELETE FROM diagram_records WHERE diagram_id = $1 RETURNING 1)
     UPDATE diagrams SET document_clock = $2, document_schema = $3, last_edited_by_id = $4 WHERE id = $1`,
    [diagramId, clock + 1n, document.schema, actor.type === 'user' ? actor.id : null],
  )
  await getPool().query(
    `INSERT INTO diagram_records (diagram_id, record_id, clock, state)
     SELECT $1, key, $2, value FROM jsonb_each($3)`,
    [diagramId, clock + 1n, JSON.stringify(document.store)],
  )
  return { etag: computeEtag(clock + 1n) }
}
