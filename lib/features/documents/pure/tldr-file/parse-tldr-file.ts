import type { TLRecord } from '@tldraw/tlschema'
import { documentSchema, documentTypes, serializedDocumentSchema } from '../../document-schema'
import { type DocumentSnapshot, limits } from '../../schema'
import { readTldrEnvelope, type TldrEnvelope, type TldrFault } from './tldr-envelope'

/** An image or video that lies inside the file: upload it, and let the asset refer to where it is then served. */
export interface InlineAsset {
  assetId: string
  name: string
  mimeType: string
  dataUrl: string
}

export type ParsedTldrFile =
  | { ok: true; document: DocumentSnapshot; inlineAssets: InlineAsset[]; shapeCount: number }
  | { ok: false; fault: TldrFault }

/**
 * A `.tldr` file of any version as a document of ours: brought up to date by tldraw's own migrations, every record
 * checked, without what belongs to one person (camera, selection). A file that cannot be read gives a reason that a person
 * understands; it never throws.
 */
export function parseTldrFile(text: string): ParsedTldrFile {
  const envelope = readTldrEnvelope(text)
  if ('fault' in envelope) return { ok: false, fault: envelope.fault }
  const migrated = migrate(envelope.file)
  if ('fault' in migrated) return { ok: false, fault: migrated.fault }
  const records = dropUnusedAssets(migrated.records.filter(({ typeName }) => documentTypes.has(typeName)))
  const fault = findFault(records)
  if (fault) return { ok: false, fault }
  const store = Object.fromEntries(records.map((record) => [record.id, { ...record }]))
  return {
    ok: true,
    document: { schema: { ...serializedDocumentSchema }, store },
    inlineAssets: records.flatMap(readInlineAsset),
    shapeCount: records.filter(({ typeName }) => typeName === 'shape').length,
  }
}

type MigrationInput = Parameters<typeof documentSchema.migrateStoreSnapshot>[0]

function migrate({ schema, records }: TldrEnvelope): { records: TLRecord[] } | { fault: TldrFault } {
  if (isNewer(schema)) return { fault: tooNew }
  const store = Object.fromEntries(records.map((record) => [record.id, record]))
  try {
    // A claim until the records have been validated.
    const result = documentSchema.migrateStoreSnapshot({ schema, store } as object as MigrationInput)
    return result.type === 'success' ? { records: Object.values(result.value) } : { fault: misfit }
  } catch {
    // Migrations trust their input: they fail anywhere when a record lacks what its version always had.
    return { fault: misfit }
  }
}

const ours = new Map(
  serializedDocumentSchema.schemaVersion === 2 ? Object.entries(serializedDocumentSchema.sequences) : [],
)

/** tldraw's own sequences count; those of other tools with shapes of their own do not. */
function isNewer(schema: TldrEnvelope['schema']): boolean {
  if (schema.schemaVersion === 1) return false
  return Object.entries(schema.sequences).some(
    ([name, version]) => name.startsWith('com.tldraw.') && version > (ours.get(name) ?? 0),
  )
}

const tooNew: TldrFault = {
  code: 'too_new',
  message: 'It was made with a newer version of tldraw than this one can read.',
}
const damaged = (why: string): TldrFault => ({ code: 'damaged', message: `The file is damaged: ${why}.` })

const misfit = damaged('its contents do not fit the version it says it has')

function dropUnusedAssets(records: TLRecord[]): TLRecord[] {
  const used = new Set<unknown>()
  for (const record of records)
    if (record.typeName === 'shape' && 'assetId' in record.props) used.add(record.props.assetId)
  return records.filter(({ typeName, id }) => typeName !== 'asset' || used.has(id))
}

function findFault(records: readonly TLRecord[]): TldrFault | null {
  for (const record of records) {
    try {
      documentSchema.types[record.typeName].validate(record)
    } catch (error) {
      return damaged(`${nameOf(record)} is not valid${quote(error)}`)
    }
  }
  const byId = new Map(records.map((record) => [record.id as string, record]))
  const shapesOnPage = new Map<string, number>()
  for (const record of records) {
    if (record.typeName !== 'shape') continue
    const page = findPage(record, byId)
    if (page === null) return damaged(`${nameOf(record)} is not on any page`)
    shapesOnPage.set(page, (shapesOnPage.get(page) ?? 0) + 1)
  }
  if (shapesOnPage.size === 0 && !records.some(({ typeName }) => typeName === 'page')) return damaged('it has no page')
  return Math.max(0, ...shapesOnPage.values()) > limits.maxShapesPerPage ? tooManyShapes : null
}

const tooManyShapes: TldrFault = {
  code: 'too_large',
  message: `A page may have at most ${limits.maxShapesPerPage.toLocaleString('en')} shapes; this file has one with more.`,
}

function findPage(shape: TLRecord, byId: ReadonlyMap<string, TLRecord>): string | null {
  const seen = new Set<string>()
  let record: TLRecord | undefined = shape
  while (record && record.typeName === 'shape' && !seen.has(record.id)) {
    seen.add(record.id)
    record = byId.get(record.parentId)
  }
  return record?.typeName === 'page' ? record.id : null
}

const nameOf = (record: TLRecord): string =>
  'type' in record ? `the ${record.type} ${record.typeName} ${record.id}` : `the record ${record.id}`

/** What the validator says, without the path to the record that the sentence names already. */
const quote = (error: unknown): string =>
  error instanceof Error ? ` (${error.message.replace(/^At \S+: /, '').slice(0, 200)})` : ''

function readInlineAsset(record: TLRecord): InlineAsset[] {
  if (record.typeName !== 'asset' || record.type === 'bookmark') return []
  const { src, name } = record.props
  const mimeType = /^data:([a-z0-9.+/-]+)[;,]/i.exec(src ?? '')?.[1]
  return src && mimeType ? [{ assetId: record.id, name, mimeType: mimeType.toLowerCase(), dataUrl: src }] : []
}
