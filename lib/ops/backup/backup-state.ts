import pg from 'pg'
import { z } from 'zod'
import type { BackupResult } from './make-backup'
import type { Base } from './wal/base-manifest'

const lastBackupSetting = 'backup.last'
const faultSetting = 'backup.fault'
const verifiedSetting = 'backup.verified'
const firstSetting = 'backup.first'
const verifyFaultSetting = 'backup.verify_fault'
const baseSetting = 'backup.base'

const fault = z.object({ at: z.iso.datetime(), reason: z.string() })

const states = {
  [lastBackupSetting]: z.object({
    id: z.string(),
    completedAt: z.iso.datetime(),
    snapshotAt: z.iso.datetime(),
    place: z.string(),
    contentBytes: z.number(),
    addedBytes: z.number(),
    durationMs: z.number(),
  }),
  [firstSetting]: z.object({ completedAt: z.iso.datetime() }),
  [faultSetting]: fault,
  [verifyFaultSetting]: fault,
  [verifiedSetting]: z.object({ id: z.string(), verifiedAt: z.iso.datetime() }),
  [baseSetting]: z.object({ id: z.string(), history: z.string() }),
}

/** How backups of an instance have gone, as its own database knows; null: never. */
export interface BackupState {
  last: z.infer<(typeof states)[typeof lastBackupSetting]> | null
  firstAt: Date | null
  /** Of the latest attempt, when it failed. */
  fault: z.infer<typeof fault> | null
  verifiedAt: Date | null
  verifyFault: z.infer<typeof fault> | null
  /** Of which log there is a base copy to begin from. */
  baseHistory: string | null
}

const upsertSql = `
  INSERT INTO settings (name, value, changed_at) VALUES ($1, $2, now())
  ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at`

export async function noteBackup(url: string, result: BackupResult & { place: string }): Promise<void> {
  const { id, snapshotAt, place, contentBytes, addedBytes, durationMs } = result
  const completedAt = new Date().toISOString()
  await withClient(url, async (client) => {
    const value = { id, completedAt, snapshotAt, place, contentBytes, addedBytes, durationMs }
    await client.query(upsertSql, [lastBackupSetting, JSON.stringify(value)])
    await client.query('INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING', [
      firstSetting,
      JSON.stringify({ completedAt }),
    ])
    await client.query('DELETE FROM settings WHERE name = $1', [faultSetting])
  })
}

/** Never in the way of telling the person who asked. */
export async function noteFault(url: string, of: 'backup' | 'verify', reason: string): Promise<void> {
  const name = of === 'backup' ? faultSetting : verifyFaultSetting
  const value = JSON.stringify({ at: new Date().toISOString(), reason })
  await withClient(url, async (client) => void (await client.query(upsertSql, [name, value]))).catch(() => {})
}

export async function noteVerified(url: string, id: string): Promise<void> {
  const value = JSON.stringify({ id, verifiedAt: new Date().toISOString() })
  await withClient(url, async (client) => {
    await client.query(upsertSql, [verifiedSetting, value])
    await client.query('DELETE FROM settings WHERE name = $1', [verifyFaultSetting])
  })
}

export async function noteBase(url: string, { id, history }: Pick<Base, 'id' | 'history'>): Promise<void> {
  await withClient(url, async (client) => {
    await client.query(upsertSql, [baseSetting, JSON.stringify({ id, history })])
  })
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

export async function readBackupState(pool: Pick<pg.Pool, 'query'>): Promise<BackupState> {
  const { rows } = await pool.query<{ name: string; value: unknown }>(
    `SELECT name, value FROM settings WHERE name LIKE 'backup.%'`,
  )
  const find = <Name extends keyof typeof states>(name: Name): z.infer<(typeof states)[Name]> | null => {
    const parsed = states[name].safeParse(rows.find((row) => row.name === name)?.value)
    return parsed.success ? (parsed.data as z.infer<(typeof states)[Name]>) : null
  }
  const [first, verified] = [find(firstSetting), find(verifiedSetting)]
  return {
    last: find(lastBackupSetting),
    firstAt: first && new Date(first.completedAt),
    fault: find(faultSetting),
    verifiedAt: verified && new Date(verified.verifiedAt),
    verifyFault: find(verifyFaultSetting),
    baseHistory: find(baseSetting)?.history ?? null,
  }
}
