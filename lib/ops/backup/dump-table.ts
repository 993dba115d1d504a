import type pg from 'pg'
import type { TableShape } from './catalogue'
import type { ChunkWriter } from './chunk-writer'
import { readRows } from './copy-rows'
import type { RowChunk, TableDump } from './manifest'
import { RowDigest } from './row-digest'

/** Small enough that little is written again for one changed row, large enough to be worth a file. */
const targetBytes = 64 * 1024
const mostBits = 20
/** Boundaries stay where they were until they are this far from what they would be: moving them stores all rows anew. */
const patienceBits = 2

interface DumpTable {
  client: pg.Client
  writer: ChunkWriter
  table: TableShape
  /** As it was in the backup before. */
  former: TableDump | undefined
  onChunk?: (chunk: RowChunk) => void
}

/**
 * The rows of a table in ranges of its key. A range ends at a row whose key hashes to so many zero bits, so that rows which
 * come or go move no boundary but their own.
 */
export async function dumpTable({ client, writer, table, former, onChunk }: DumpTable): Promise<TableDump> {
  const boundaryBits = computeBits(await measure(client, table), former)
  const known = new Map((former?.chunks ?? []).map((chunk) => [chunk.id, chunk]))
  const chunks: RowChunk[] = []
  for (const range of await listRanges(client, { table, boundaryBits })) {
    const content = await readRows(client, range)
    if (content.length === 0) continue
    const { id, bytes } = await writer.write(content)
    const chunk = known.get(id) ?? { id, bytes, ...digestOf(content) }
    chunks.push(chunk)
    onChunk?.(chunk)
  }
  return { name: table.name, columns: table.columns, key: table.key.map(({ name }) => name), boundaryBits, chunks }
}

async function measure(client: pg.Client, { name }: TableShape): Promise<number> {
  const { rows } = await client.query<{ bytes: number | null }>(
    `SELECT avg(pg_column_size(t.*))::float8 AS bytes FROM ${client.escapeIdentifier(name)} t`,
  )
  return rows[0]?.bytes ?? 0
}

export function computeBits(
  averageRowBytes: number,
  former: Pick<TableDump, 'boundaryBits' | 'chunks'> | undefined,
): number {
  const rowsPerChunk = averageRowBytes > 0 ? targetBytes / averageRowBytes : 1
  const ideal = Math.max(0, Math.min(mostBits, Math.round(Math.log2(rowsPerChunk))))
  const isNear = former && former.chunks.length > 0 && Math.abs(former.boundaryBits - ideal) <= patienceBits
  return isNear ? former.boundaryBits : ideal
}

/** One query for each range, in the order of the key. */
async function listRanges(
  client: pg.Client,
  { table, boundaryBits }: { table: TableShape; boundaryBits: number },
): Promise<string[]> {
  const quote = (name: string) => client.escapeIdentifier(name)
  const select = `SELECT ${table.columns.map(quote).join(', ')} FROM ${quote(table.name)} t`
  if (table.key.length === 0) return [`${select} ORDER BY t::text`]
  const names = table.key.map(({ name }) => quote(name))
  const texts = names.map((name) => `${name}::text`)
  const { rows } = await client.query<{ key: string[] }>(
    `SELECT ARRAY[${texts.join(', ')}] AS key FROM ${quote(table.name)}
      WHERE hashtextextended(concat_ws(chr(31), ${texts.join(', ')}), 0) & ${2 ** boundaryBits - 1} = 0
      ORDER BY ${names.join(', ')}`,
  )
  const tuple = `(${names.join(', ')})`
  const bounds = rows.map(({ key }) => `(${key.map((text, at) => cast(client, text, table.key[at]?.type)).join(', ')})`)
  return [...bounds, null].map((to, at) => {
    const from = bounds[at - 1]
    const limits = [...(from ? [`${tuple} > ${from}`] : []), ...(to ? [`${tuple} <= ${to}`] : [])]
    return `${select}${limits.length > 0 ? ` WHERE ${limits.join(' AND ')}` : ''} ORDER BY ${names.join(', ')}`
  })
}

const cast = (client: pg.Client, text: string, type = 'text'): string => `${client.escapeLiteral(text)}::${type}`

function digestOf(content: Buffer): { rows: number; digest: string } {
  const digest = new RowDigest()
  digest.add(content)
  return { rows: digest.rows, digest: digest.digest() }
}
