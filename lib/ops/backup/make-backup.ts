import { createHmac } from 'node:crypto'
import type { ObjectStore } from '@/lib/platform/objects/object-store'
import { listAppliedMigrations, listSequences, listTables } from './catalogue'
import { ChunkWriter, listReusable } from './chunk-writer'
import { dumpObjects } from './dump-objects'
import { dumpTable } from './dump-table'
import { countRows, listChunks, type Manifest, type TableDump } from './manifest'
import { listBackupIds, makeBackupId, readManifest, writeManifest } from './manifests'
import { withSnapshot } from './snapshot'
import type { Vault } from './vault'

export interface Progress {
  stage: string
  done: number
  total: number | null
  unit: 'rows' | 'bytes' | 'files'
}

export interface MakeBackup {
  url: string
  objects: Pick<ObjectStore, 'list' | 'get'>
  vault: Vault
  appVersion: string
  /** Of the instance, and whether the store is as well kept as it is. */
  authSecret: { value: string; isKept: boolean } | null
  onProgress?: (progress: Progress) => void
}

export interface BackupResult {
  id: string
  snapshotAt: string
  rows: number
  objects: number
  /** Everything in the backup, before it is packed. */
  contentBytes: number
  /** What this backup has added to the store. */
  addedBytes: number
  durationMs: number
}

/** Backs up an instance as it is in one moment. It is there for restoring once this resolves, and not at all before. */
export async function makeBackup(options: MakeBackup): Promise<BackupResult> {
  const { url, vault, appVersion } = options
  const startedAtMs = performance.now()
  const former = await findNewest(vault)
  const named = new Set(former ? [...listChunks(former)].map(({ id }) => id) : [])
  const writer = new ChunkWriter(vault, await listReusable(vault.store, { named, now: Date.now() }))

  const manifest = await withSnapshot(url, async ({ client, takenAt, version }): Promise<Manifest> => {
    const tables: TableDump[] = []
    const progress = { stage: 'Rows', done: 0, total: former ? countRows(former) : null, unit: 'rows' as const }
    for (const table of await listTables(client)) {
      const onChunk = ({ rows }: { rows: number }) => {
        progress.done += rows
        options.onProgress?.(progress)
      }
      const before = former?.tables.find(({ name }) => name === table.name)
      tables.push(await dumpTable({ client, writer, table, former: before, onChunk }))
    }
    const manifest: Manifest = {
      format: 1,
      id: makeBackupId(takenAt),
      appVersion,
      postgresVersion: version,
      snapshotAt: takenAt.toISOString(),
      migrations: await listAppliedMigrations(client),
      tables,
      sequences: await listSequences(client),
      objects: [],
      authSecretFingerprint: options.authSecret && fingerprintSecret(options.authSecret.value),
      authSecret: options.authSecret?.isKept ? options.authSecret.value : null,
    }
    // Old row versions need not be kept while objects are copied. The lock stays.
    await client.query('COMMIT')
    // After the snapshot: an object is stored before the row that names it, and removed after it.
    manifest.objects = await dumpAllObjects(options, writer, former)
    await writer.finish()
    return manifest
  })
  const manifestBytes = await writeManifest(vault, manifest)
  return {
    id: manifest.id,
    snapshotAt: manifest.snapshotAt,
    rows: countRows(manifest),
    objects: manifest.objects.length,
    contentBytes: [...listChunks(manifest)].reduce((sum, { bytes }) => sum + bytes, 0),
    addedBytes: writer.addedBytes + manifestBytes,
    durationMs: performance.now() - startedAtMs,
  }
}

function dumpAllObjects({ objects, onProgress }: MakeBackup, writer: ChunkWriter, former: Manifest | null) {
  const before = former?.objects ?? []
  const total = former ? before.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) : null
  const progress = { stage: 'Objects', done: 0, total, unit: 'bytes' as const }
  const onObject = ({ sizeBytes }: { sizeBytes: number }) => {
    progress.done += sizeBytes
    onProgress?.(progress)
  }
  return dumpObjects({ objects, writer, former: before, onObject })
}

/** One that cannot be read is no help, and the next backup is whole without it. */
async function findNewest(vault: Vault): Promise<Manifest | null> {
  const [newest] = await listBackupIds(vault.store)
  return newest ? readManifest(vault, newest).catch(() => null) : null
}

export const fingerprintSecret = (secret: string): string =>
  createHmac('sha256', secret).update('autograph backup').digest('hex').slice(0, 16)
