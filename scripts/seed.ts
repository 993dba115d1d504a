/**
 * `npm run seed`: fills an instance with two people and ten diagrams. Works on the database of `DATABASE_URL`, else on the
 * embedded one of `DATA_DIR`, whether the server is running or not. With `--large` also 2,000 diagrams of 100 records and 1 GB
 * of objects, for measuring.
 */
import { join } from 'node:path'
import { findEmbeddedUrl } from '@/lib/boot/embedded-postgres/find-embedded-url'
import { lockDataDir } from '@/lib/boot/launcher/lock-data-dir'
import { openDataDir } from '@/lib/boot/launcher/open-data-dir'
import { prepareDatabase } from '@/lib/boot/launcher/prepare-database'
import { type Stops, stopsOnSignals } from '@/lib/boot/launcher/stops-on-signals'
import { findRuntime } from '@/lib/boot/runtime'
import { type Seeded, seedDemo } from '@/lib/boot/seed-demo'
import { start } from '@/lib/boot/start'
import { getAppUrl } from '@/lib/platform/env/env'
import { loadEnv, provideEnv } from '@/lib/platform/env/load-env'
import { getObjectStore } from '@/lib/platform/objects/get-object-store'
import { largeSize, seedLarge } from './seed-large'

const root = join(import.meta.dirname, '..')
const tell = (line: string) => console.log(line)

async function main(stops: Stops): Promise<void> {
  process.chdir(root)
  const loaded = loadEnv(join(root, '.env'))
  if ('faults' in loaded) throw new Error(`The configuration is wrong:\n- ${loaded.faults.join('\n- ')}`)
  const { env } = loaded
  const dataDir = openDataDir(env.DATA_DIR)
  const running = env.DATABASE_URL ?? findEmbeddedUrl(dataDir)
  if (!running) stops.add(await lockDataDir(dataDir))
  const url = await prepareDatabase({ env: { ...env, DATABASE_URL: running ?? undefined }, dataDir, root, tell, stops })
  provideEnv({ DATABASE_URL: url, DATA_DIR: dataDir, REGISTRATION: 'open', LOG_LEVEL: 'warn' })

  await start()
  stops.add(() => findRuntime()?.stop())
  const seeded = await seedDemo()
  if (process.argv.includes('--large')) await seedLarge(largeSize, getObjectStore())
  await stops.undo()
  report(seeded)
}

function report({ people, created, existing }: Seeded): void {
  tell(`✓ ${created} diagrams created${existing ? `, ${existing} were there already` : ''}`)
  for (const { name, email, password } of people) {
    tell(`  ${name}: ${email}, ${password ? `password ${password}` : 'password unchanged'}`)
  }
  tell(`Sign in at ${getAppUrl()}/sign-in`)
}

const stops = stopsOnSignals(tell)
try {
  await main(stops)
  process.exit(0)
} catch (error) {
  await stops.undo()
  console.error(`\nThe demo could not be made. ${error instanceof Error ? error.message : error}`)
  process.exit(1)
}
