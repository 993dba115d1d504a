import type { TLRecord, TLShape } from '@tldraw/tlschema'
import { AppError, type InputIssue } from '@/lib/core/errors'
import { makePause } from '@/lib/platform/make-pause'
import { createInitialRecords, documentSchema, documentTypes } from './document-schema'
import { makeStorable, mayHoldUnstorableText } from './pure/storable-text'
import { type DocumentSnapshot, isRecordOutline, limits } from './schema'

const maxIssues = 20
const maxIdLength = 300

/**
 * A document from outside, brought to our schema by tldraw's own migrations and checked record by record. What belongs to
 * one person (camera, selection) is left out; a missing document record or page is added. Errors: invalid_input,
 * payload_too_large.
 */
export async function parseDocument(snapshot: DocumentSnapshot): Promise<Map<string, TLRecord>> {
  const pause = makePause()
  const storable = { schema: makeStorable(snapshot.schema), store: await makeStoreStorable(snapshot.store, pause) }
  const records = new Map<string, TLRecord>()
  for (const [id, record] of Object.entries(migrate(storable))) {
    if (documentTypes.has(record.typeName)) records.set(id, record)
  }
  for (const record of createInitialRecords()) {
    const isMissing = record.typeName === 'page' ? !hasPage(records) : !records.has(record.id)
    if (isMissing) records.set(record.id, record)
  }
  const issues = await findIssues(records, pause)
  if (issues.length > 0) throw new AppError('invalid_input', 'The document is not valid.', { errors: issues })
  return records
}

type Store = DocumentSnapshot['store']

/** Record by record: a large document must not hold up whoever draws in another one. */
async function makeStoreStorable(store: Store, pause: () => Promise<void>): Promise<Store> {
  const storable: Store = {}
  let sizeBytes = 0
  for (const [id, record] of Object.entries(store)) {
    await pause()
    if (!isRecordOutline(record)) throw notARecord(id)
    const text = JSON.stringify([id, record])
    sizeBytes += Buffer.byteLength(text)
    if (sizeBytes > limits.maxDocumentBytes) {
      throw new AppError('payload_too_large', 'A document may have at most 100 MiB.')
    }
    const [cleanId, clean] = mayHoldUnstorableText(text) ? makeStorable([id, record] as const) : [id, record]
    storable[cleanId] = clean
  }
  return storable
}

function notARecord(id: string): AppError {
  const message = 'A record is an object with an id and a typeName.'
  return new AppError('invalid_input', 'The document is not valid.', {
    errors: [{ path: `store.${id.slice(0, maxIdLength)}`, code: 'not_a_record', message }],
  })
}

const hasPage = (records: Map<string, TLRecord>): boolean =>
  [...records.values()].some((record) => record.typeName === 'page')

type MigrationInput = Parameters<typeof documentSchema.migrateStoreSnapshot>[0]

function migrate({ schema, store }: DocumentSnapshot): Record<string, TLRecord> {
  try {
    // A claim until the records have been validated, below.
    const result = documentSchema.migrateStoreSnapshot({ schema, store } as object as MigrationInput)
    if (result.type === 'success') return result.value
    throw new AppError('invalid_input', 'The document was made by a version that cannot be read here.', {
      errors: [{ path: 'schema', code: result.reason, message: 'Records of this schema cannot be migrated.' }],
    })
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('invalid_input', 'The document cannot be read.', {
      errors: [{ path: 'schema', code: 'unreadable', message: error instanceof Error ? error.message : 'unreadable' }],
      cause: error,
    })
  }
}

async function findIssues(records: Map<string, TLRecord>, pause: () => Promise<void>): Promise<InputIssue[]> {
  const issues: InputIssue[] = []
  for (const [id, record] of records) {
    await pause()
    const issue = findIssue(id, record, records)
    if (issue && issues.push({ path: `store.${id}`, ...issue }) >= maxIssues) break
  }
  return issues
}

function findIssue(id: string, record: TLRecord, records: Map<string, TLRecord>): Omit<InputIssue, 'path'> | null {
  if (record.id !== id || !id.startsWith(`${record.typeName}:`) || id.length > maxIdLength) {
    return {
      code: 'wrong_id',
      message: 'A record is stored under its own id: its type, a colon, up to 300 characters.',
    }
  }
  try {
    documentSchema.types[record.typeName].validate(record)
  } catch (error) {
    return { code: 'invalid_record', message: error instanceof Error ? error.message : 'The record is not valid.' }
  }
  if (record.typeName === 'shape' && !hasPlace(record, records)) {
    return { code: 'no_place', message: 'Following the parents of a shape must lead to a page.' }
  }
  return null
}

function hasPlace(shape: TLShape, records: Map<string, TLRecord>): boolean {
  const seen = new Set<string>()
  for (let parent = records.get(shape.parentId); parent; parent = records.get(parent.parentId)) {
    if (parent.typeName === 'page') return true
    if (parent.typeName !== 'shape' || seen.has(parent.id)) return false
    seen.add(parent.id)
  }
  return false
}
