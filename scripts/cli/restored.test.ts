import { mkdir, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { findBirth } from '@/lib/boot/launcher/process-identity'
import type { DiagramId } from '@/lib/core/ids'
import { closePool, getPool } from '@/lib/platform/db/pool'
import { useFolders } from '@/lib/testing/backup-fixture'
import { createDatabase, dropDatabase, useDatabase } from '@/lib/testing/database'
import { insertDiagram } from '@/lib/testing/factories'
import { runSql } from '@/lib/testing/run-sql'
import { restored } from './restored'

const database = useDatabase()
const makeFolder = useFolders()
let said: string[] = []

beforeEach(() => {
  said = []
  vi.spyOn(console, 'log').mockImplementation((line) => said.push(line))
})
afterEach(() => vi.restoreAllMocks())

/** As a shell would run it, with these settings and no `.env` file. */
async function run(env: { DATABASE_URL?: string; DATA_DIR: string }): Promise<number | undefined> {
  for (const name of ['DATABASE_URL', 'DATA_DIR']) delete process.env[name]
  Object.assign(process.env, env)
  const root = await makeFolder('root')
  return restored({ values: {}, positionals: [], root, calledFrom: root })
}

const fence = 2 ** 32

const readClocks = () =>
  runSql(
    database.url,
    `SELECT id, (diagram.document_clock / ${fence})::int AS clock, diagram.document_clock = tombstones_from AS "forgetsBefore",
            preview.document_clock = diagram.document_clock AS "isPictured", lease.fence::int AS fence, lease.expires_at < now() AS "isFree"
       FROM diagrams diagram LEFT JOIN diagram_previews preview ON preview.diagram_id = id
            LEFT JOIN diagram_leases lease ON lease.diagram_id = id ORDER BY id`,
  )

describe('npx autograph restored', () => {
  it('moves every document beyond what browsers can have seen, and says what that means', async () => {
    await insertDiagram({ id: 'one' as DiagramId, documentClock: BigInt(3 * fence + 5) })
    await insertDiagram({ id: 'two' as DiagramId, documentClock: BigInt(4 * fence) })
    await getPool().query(`
      INSERT INTO diagram_previews (diagram_id, document_clock, svg) VALUES ('one', ${3 * fence + 5}, ''), ('two', 1, '');
      INSERT INTO diagram_leases (diagram_id, holder, fence, expires_at) VALUES ('one', 'gone', 7, now() + interval '1 hour')`)
    await closePool()
    expect(await run({ DATABASE_URL: database.url, DATA_DIR: await makeFolder('data') })).toBe(0)
    expect(said).toEqual(['Browsers that connect from now on are sent every document as it is in this database.'])
    expect(await readClocks()).toEqual([
      { id: 'one', clock: 7 + 8_192, forgetsBefore: true, isPictured: true, fence: 7 + 8_192, isFree: true },
      { id: 'two', clock: 4 + 8_192, forgetsBefore: true, isPictured: false, fence: null, isFree: null },
    ])
  })

  it('refuses while a server may have documents in its memory, and changes nothing', async () => {
    const before = await readClocks()
    process.env.DATABASE_URL = database.url
    await getPool().query('SELECT 1')
    const answer = run({ DATABASE_URL: database.url, DATA_DIR: await makeFolder('data') })
    await expect(answer).rejects.toThrow(
      /^The instance is in use \(connections to its database: \d\); stop every process of it first\.$/,
    )
    expect(await readClocks()).toEqual(before)
    const DATA_DIR = await makeFolder('data')
    await mkdir(join(DATA_DIR, 'postgres'))
    const holder = { pid: process.ppid, birth: findBirth(process.ppid), host: hostname() }
    await writeFile(join(DATA_DIR, 'lock'), JSON.stringify(holder))
    await expect(run({ DATA_DIR })).rejects.toThrow(/^AutoGraph already runs on the data directory/)
  })

  it('refuses a database that is not one of AutoGraph, and a place where there is none', async () => {
    const empty = await createDatabase()
    const DATA_DIR = await makeFolder('data')
    await expect(run({ DATABASE_URL: empty, DATA_DIR })).rejects.toThrow(
      /^There is nothing of AutoGraph in this database; set DATABASE_URL/,
    )
    await dropDatabase(empty)
    await expect(run({ DATA_DIR })).rejects.toThrow(
      `There is no instance in ${DATA_DIR} yet; set DATA_DIR or DATABASE_URL to those of yours.`,
    )
    await expect(run({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing', DATA_DIR })).rejects.toThrow(
      /^Nothing answers at 127\.0\.0\.1:1/,
    )
    expect(said).toEqual([])
  })
})
