import { outdateClients } from '@/lib/features/documents/outdate-clients'
import { connectForCopy } from '@/lib/ops/backup/snapshot'
import type { Run } from './command'
import { openInstance, openSettings } from './open-instance'

/** For a database that something else put back to an earlier state: its browsers believe to know more than it does. */
export const restored: Run = async ({ root }) => {
  const instance = await openInstance(openSettings(root))
  const client = await connectForCopy(instance.url)
  try {
    await client.query('BEGIN')
    await outdateClients(client)
    await client.query('COMMIT')
  } finally {
    await client.end().catch(() => {})
    await instance.close()
  }
  console.log('Browsers that connect from now on are sent every document as it is in this database.')
  return 0
}
