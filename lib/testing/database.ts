import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { newId } from '@/lib/core/ids'
import { closePool } from '@/lib/platform/db/pool'
import { forget } from '@/lib/platform/remember'

/**
 * A migrated database of its own for the tests of one file; `getDb()` and `getPool()` reach it. Returns an object whose
 * `url` is set once the tests run.
 */
export function useDatabase(): { readonly url: string } {
  const database = { url: '' }
  const name = `test_${newId<string>().toLowerCase()}`

  beforeAll(async () => {
    const admin = inject('postgresUrl')
    await runSql(admin, `CREATE DATABASE ${name}`)
    database.url = Object.assign(new URL(admin), { pathname: `/${name}` }).href
    for (const migration of (await readdir('prisma/migrations')).filter((entry) => !entry.endsWith('.toml')).sort()) {
      await runSql(database.url, await readFile(`prisma/migrations/${migration}/migration.sql`, 'utf8'))
    }
    process.env.DATABASE_URL = database.url
    process.env.LOG_LEVEL ??= 'silent'
    forget('env')
  })

  afterAll(async () => {
    await closePool()
    await runSql(inject('postgresUrl'), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  })

  return database
}

async function runSql(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
