import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../boot/embedded-postgres/start-embedded-postgres'
import { migrate, readMigrations } from '../platform/db/migrate'
import { runSql } from './run-sql'

declare module 'vitest' {
  interface ProvidedContext {
    /** A superuser's address of the PostgreSQL server that the tests share. */
    postgresUrl: string
    /** A migrated database to clone. */
    templateDatabase: string
  }
}

/** One PostgreSQL for the whole run, TEST_POSTGRES_URL or an embedded one, with a migrated template database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer()
  const template = `template_${process.pid}_${Date.now()}`
  try {
    await runSql(server.url, `CREATE DATABASE ${template}`)
    const url = Object.assign(new URL(server.url), { pathname: `/${template}` }).href
    await migrate({ url, migrations: await readMigrations('prisma/migrations') })
  } catch (error) {
    await server.stop()
    throw error
  }
  project.provide('postgresUrl', server.url)
  project.provide('templateDatabase', template)
  return async () => {
    await runSql(server.url, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`)
    await server.stop()
  }
}

async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const url = process.env.TEST_POSTGRES_URL
  if (url) return { url, stop: async () => {} }
  const dataDir = await mkdtemp(join(tmpdir(), 'autograph-test-'))
  const server = await startEmbeddedPostgres({ dataDir, maxConnections: 300 })
  // What a power cut would lose of it is of no use afterwards.
  for (const setting of ['fsync', 'full_page_writes']) await runSql(server.url, `ALTER SYSTEM SET ${setting} = off`)
  await runSql(server.url, 'SELECT pg_reload_conf()')
  return {
    url: server.url,
    async stop() {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
