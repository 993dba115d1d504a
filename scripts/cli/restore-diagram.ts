import type pg from 'pg'
import { newId } from '@/lib/core/ids'
import { outdateClients } from '@/lib/features/documents/outdate-clients'
import { chunkName } from '@/lib/ops/backup/chunk-writer'
import { writeRows } from '@/lib/ops/backup/copy-rows'
import type { Manifest, TableDump } from '@/lib/ops/backup/manifest'
import { restoreObjects } from '@/lib/ops/backup/restore-objects'
import { connectForCopy } from '@/lib/ops/backup/snapshot'
import type { Vault } from '@/lib/ops/backup/vault'
import type { ObjectStore } from '@/lib/platform/objects/object-store'
import { CommandError } from './command'

interface RestoreDiagram {
  url: string
  vault: Vault
  manifest: Manifest
  objects: ObjectStore
  diagramId: string
  /** Whose it becomes when its owner is not there, by e-mail address. */
  owner: string | null
}

export interface RestoredDiagram {
  id: string
  title: string
  /** False when it came back as itself, because it was gone. */
  isCopy: boolean
}

/** Rows of the backup lie here as text, whatever types their columns had then. */
const aside = (table: string): string => `backup_${table}`

/**
 * Brings one diagram back beside whatever is there, running or not: as itself when it is gone, else as a copy, so that
 * nothing of today is lost. Whom it was shared with is not restored.
 */
export async function restoreDiagram(options: RestoreDiagram): Promise<RestoredDiagram> {
  const { url, vault, manifest, objects, diagramId } = options
  const client = await connectForCopy(url)
  try {
    await client.query('BEGIN')
    await load(client, { vault, table: getTable(manifest, 'diagrams'), column: 'id', wanted: new Set([diagramId]) })
    for (const name of ['diagram_records', 'diagram_assets']) {
      await load(client, { vault, table: getTable(manifest, name), column: 'diagram_id', wanted: new Set([diagramId]) })
    }
    const assets = await listIds(client, `SELECT asset_id AS id FROM ${aside('diagram_assets')}`)
    await load(client, { vault, table: getTable(manifest, 'assets'), column: 'id', wanted: assets })
    const wanted = manifest.objects.filter(({ bucket, key }) => bucket === 'uploads' && assets.has(key))
    await restoreObjects({ vault, manifest: { objects: wanted }, objects })
    const restored = await insert(client, options)
    await client.query('COMMIT')
    return restored
  } finally {
    await client.end().catch(() => {})
  }
}

function getTable({ id, tables }: Manifest, name: string): TableDump {
  const table = tables.find((dump) => dump.name === name)
  if (!table) throw new CommandError(`Backup ${id} has no table ${name}.`)
  return table
}

interface Load {
  vault: Vault
  table: TableDump
  column: string
  wanted: ReadonlySet<string>
}

async function load(client: pg.Client, { vault, table, column, wanted }: Load): Promise<void> {
  const columns = table.columns.map((name) => `${client.escapeIdentifier(name)} text`)
  await client.query(`CREATE TEMP TABLE ${aside(table.name)} (${columns.join(', ')}) ON COMMIT DROP`)
  const place = table.columns.indexOf(column)
  async function* rows(): AsyncGenerator<Buffer> {
    for (const { id } of table.chunks) {
      const lines = (await vault.read(chunkName(id))).toString('utf8').split('\n').slice(0, -1)
      const ours = lines.filter((line) => wanted.has(line.split('\t', place + 1)[place] ?? ''))
      if (ours.length > 0) yield Buffer.from(`${ours.join('\n')}\n`)
    }
  }
  await writeRows(client, { table: aside(table.name), columns: table.columns, source: rows() })
}

async function listIds(client: pg.Client, sql: string): Promise<Set<string>> {
  return new Set((await client.query<{ id: string }>(sql)).rows.map(({ id }) => id))
}

async function insert(client: pg.Client, { diagramId, manifest, owner }: RestoreDiagram): Promise<RestoredDiagram> {
  const { rows } = await client.query<{ title: string; isCopy: boolean; ownerId: string | null }>(
    `SELECT title, EXISTS (SELECT 1 FROM diagrams WHERE id = $1) AS "isCopy",
            coalesce((SELECT id FROM users WHERE email = $2), (SELECT id FROM users WHERE id = owner_id)) AS "ownerId"
       FROM ${aside('diagrams')}`,
    [diagramId, owner?.trim().toLowerCase() ?? null],
  )
  const [found] = rows
  if (!found) throw new CommandError(`Backup ${manifest.id} has no diagram ${diagramId}; try an older or newer one.`)
  if (!found.ownerId)
    throw new CommandError('Its owner is not in this instance; name one with --owner <e-mail address>.')
  const id = found.isCopy ? newId<string>() : diagramId
  const title = found.isCopy
    ? `${found.title} (backup of ${manifest.snapshotAt.slice(0, 16).replace('T', ' ')})`
    : found.title
  const user = (column: string) => `(SELECT id FROM users WHERE id = ${column})`
  await copy(
    client,
    'diagrams',
    { id: '$1', title: '$2', owner_id: '$3', last_edited_by_id: user('last_edited_by_id'), trashed_at: 'NULL' },
    [id, title, found.ownerId],
  )
  await copy(client, 'diagram_records', { diagram_id: '$1' }, [id])
  await copy(client, 'assets', { uploader_id: user('uploader_id'), unused_since: 'NULL' }, [])
  await copy(client, 'diagram_assets', { diagram_id: '$1' }, [id])
  await outdateClients(client, id)
  return { id, title, isCopy: found.isCopy }
}

/** Columns that exist then and now, with some of them as given. */
async function copy(client: pg.Client, table: string, given: Record<string, string>, values: unknown[]): Promise<void> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `SELECT now.attname AS name, format_type(now.atttypid, now.atttypmod) AS type
       FROM pg_attribute now JOIN pg_attribute before ON before.attname = now.attname
      WHERE now.attrelid = $1::regclass AND before.attrelid = $2::regclass AND now.attnum > 0 AND before.attnum > 0
        AND NOT now.attisdropped AND now.attgenerated = ''`,
    [`public.${table}`, aside(table)],
  )
  const names = rows.map(({ name }) => client.escapeIdentifier(name)).join(', ')
  const selected = rows.map(({ name, type }) => `(${given[name] ?? client.escapeIdentifier(name)})::${type}`).join(', ')
  await client.query(
    `INSERT INTO public.${table} (${names}) SELECT ${selected} FROM ${aside(table)} ON CONFLICT DO NOTHING`,
    values,
  )
}
