import { afterAll, beforeAll, inject } from 'vitest'
import { newId } from '@/lib/core/ids'
import { closePool } from '@/lib/platform/db/pool'
import { forget } from '@/lib/platform/remember'
import { runSql } from './run-sql'

/**
 * A migrated database of its own for the tests of one file; `getDb()` and `getPool()` reach it. Returns an object whose
 * `url` is set once the tests run.
 */
export function useDatabase(): { readonly url: string } {
  const database = { url: '' }

  beforeAll(async () => {
    database.url = await createDatabase({ template: inject('templateDatabase') })
    process.env.DATABASE_URL = database.url
    forget('env')
  })

  afterAll(async () => {
    await closePool()
    await dropDatabase(database.url)
  })

  return database
}

/** A new database on the server that the tests share, empty unless a template is named. Returns its address. */
export async function createDatabase({ template = 'template0' }: { template?: string } = {}): Promise<string> {
  const name = `test_${newId<string>().toLowerCase()}`
  await runSql(inject('postgresUrl'), `CREATE DATABASE ${name} TEMPLATE ${template}`)
  return Object.assign(new URL(inject('postgresUrl')), { pathname: `/${name}` }).href
}

export async function dropDatabase(url: string): Promise<void> {
  await runSql(inject('postgresUrl'), `DROP DATABASE IF EXISTS ${new URL(url).pathname.slice(1)} WITH (FORCE)`)
}
