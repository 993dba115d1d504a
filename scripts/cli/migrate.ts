import { join } from 'node:path'
import { assertDatabase } from '@/lib/boot/launcher/assert-database'
import { migrate as applyMigrations, readMigrations, readUsableFrom } from '@/lib/platform/db/migrate'
import { CommandError, type Run } from './command'
import { openSettings } from './open-instance'

/** What `npm start` does before it serves, for a host that runs Next alone. */
export const migrate: Run = async ({ root }) => {
  const { DATABASE_URL: url } = openSettings(root)
  if (!url) throw new CommandError('Set DATABASE_URL. The embedded database is migrated whenever it is started.')
  await assertDatabase(url)
  const folder = join(root, 'prisma', 'migrations')
  const [migrations, usableFrom] = [await readMigrations(folder), await readUsableFrom(folder)]
  const applied = await applyMigrations({ url, migrations, usableFrom })
  console.log(
    applied.length === 0 ? 'The database is up to date.' : `The database is migrated (${applied.length} applied).`,
  )
  return 0
}
