import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'

/** The rows of a query in the text format of COPY. */
export const streamRows = (client: pg.Client, query: string): Readable =>
  client.query(copyTo(`COPY (${query}) TO STDOUT`))

export async function readRows(client: pg.Client, query: string): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of streamRows(client, query)) pieces.push(piece)
  return Buffer.concat(pieces)
}

export async function writeRows(
  client: pg.Client,
  { table, columns, source }: { table: string; columns: readonly string[]; source: AsyncIterable<Buffer> },
): Promise<void> {
  const names = columns.map((column) => client.escapeIdentifier(column)).join(', ')
  await pipeline(source, client.query(copyFrom(`COPY ${client.escapeIdentifier(table)} (${names}) FROM STDIN`)))
}
