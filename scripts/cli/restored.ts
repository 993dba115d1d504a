import type pg from 'pg'
import { outdateClients } from '@/lib/features/documents/outdate-clients'
import { assertUnused } from '@/lib/ops/backup/assert-unused'
import { connectForCopy } from '@/lib/ops/backup/snapshot'
import { CommandError, type Run } from './command'
import { openSettings, openUnused } from './open-instance'

/** For a database that something else put back to an earlier state: its browsers believe to know more than it does. */
export const restored: Run = async ({ root }) => {
  const instance = await openUnused(openSettings(root))
  try {
    await outdateAll(instance.url)
  } finally {
    await instance.close()
  }
  console.log('Browsers that connect from now on are sent every document as it is in this database.')
  return 0
}

async function outdateAll(url: string): Promise<void> {
  const client = await connectForCopy(url)
  try {
    await assertUnused(client)
    await assertInstance(client)
    await client.query('BEGIN')
    await outdateClients(client)
    await client.query('COMMIT')
  } finally {
    await client.end().catch(() => {})
  }
}

async function assertInstance(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ is: boolean }>("SELECT to_regclass('public.diagrams') IS NOT NULL AS is")
  if (rows[0]?.is) return
  throw new CommandError(
    'There is nothing of AutoGraph in this database; set DATABASE_URL to the one that was put back, or DATA_DIR.',
  )
}
