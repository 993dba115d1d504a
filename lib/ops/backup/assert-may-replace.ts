import pg from 'pg'
import { assertUnused } from './assert-unused'
import { BackupError } from './backup-error'

/** Throws `BackupError` when somebody uses the database, or when there is something in it that nobody said to replace. */
export async function assertMayReplace(url: string, { replace }: { replace: boolean }): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    await assertUnused(client)
    if (replace) return
    const kept = await countKept(client)
    if (kept > 0) {
      throw new BackupError(`The instance is not empty (${kept} accounts and diagrams); give --replace to lose them.`)
    }
  } finally {
    await client.end()
  }
}

async function countKept(client: pg.Client): Promise<number> {
  let kept = 0
  for (const table of ['users', 'diagrams']) {
    const { rows: found } = await client.query<{ is: boolean }>(`SELECT to_regclass($1) IS NOT NULL AS is`, [
      `public.${table}`,
    ])
    if (!found[0]?.is) continue
    const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM public.${table}`)
    kept += rows[0]?.count ?? 0
  }
  return kept
}
