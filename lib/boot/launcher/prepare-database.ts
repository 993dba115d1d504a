import { join } from 'node:path'
import { MigrationError, migrate, readMigrations, readUsableFrom } from '@/lib/platform/db/migrate'
import type { Env } from '@/lib/platform/env/schema'
import { startEmbeddedPostgres } from '../embedded-postgres/start-embedded-postgres'
import { StartError } from '../start-error'
import { assertDatabase } from './assert-database'
import type { Stops } from './stops-on-signals'

interface PrepareDatabase {
  env: Env
  dataDir: string
  root: string
  tell: (line: string) => void
  stops: Stops
}

/** The address of a database that answers and is up to date: that of DATABASE_URL, else our own. */
export async function prepareDatabase({ env, dataDir, root, tell, stops }: PrepareDatabase): Promise<string> {
  const url = env.DATABASE_URL ?? (await startOwn({ env, dataDir, tell, stops }))
  if (env.DATABASE_URL) {
    await assertDatabase(url)
    tell(`✓ PostgreSQL at ${new URL(url).host}`)
  }
  const applied = await applyMigrations(url, join(root, 'prisma', 'migrations'))
  tell(applied === 0 ? '✓ Database is up to date' : `✓ Database migrated (${applied} applied)`)
  return url
}

async function startOwn({ env, dataDir, tell, stops }: Omit<PrepareDatabase, 'root'>): Promise<string> {
  const startedAtMs = performance.now()
  const postgres = await startEmbeddedPostgres({
    dataDir,
    tell,
    // Beside the pool there are listeners, the migration, and commands that run next to the server.
    maxConnections: Math.max(100, env.DATABASE_POOL_SIZE + env.DATABASE_POOL_OVERFLOW + 50),
  })
  stops.add(() => postgres.stop())
  tell(`✓ PostgreSQL, embedded (${((performance.now() - startedAtMs) / 1_000).toFixed(1)} s)`)
  return postgres.url
}

async function applyMigrations(url: string, folder: string): Promise<number> {
  try {
    return (await migrate({ url, migrations: await readMigrations(folder), usableFrom: await readUsableFrom(folder) }))
      .length
  } catch (error) {
    throw error instanceof MigrationError ? new StartError(error.message, { cause: error }) : error
  }
}
