import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { findDamagedFiles } from '@/lib/ops/backup/find-damaged-files'
import { getManifest } from '@/lib/ops/backup/manifests'
import { hashTables, insertLargeInstance, openTestVault, useFolders } from '@/lib/testing/backup-fixture'
import { createDatabase, dropDatabase, useDatabase } from '@/lib/testing/database'
import { runSql } from '@/lib/testing/run-sql'
import { waitFor } from '@/lib/testing/wait-for'
import type { Finding } from './doctor/finding'

const database = useDatabase()
const makeFolder = useFolders()
beforeAll(() => insertLargeInstance({ diagrams: 50, records: 20 }))

const secret = 'the secret of the tests of the shell'

function start(args: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, ['scripts/autograph.mjs', ...args], {
    env: { NODE_ENV: 'test', PATH: process.env.PATH, AUTH_SECRET: secret, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece) => {
      text += piece
    })
  }
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, text: text.trim() }))
  return { child, ended }
}

const run = (args: string[], env: Record<string, string>) => start(args, env).ended

describe('npx autograph', () => {
  it('backs up after a backup that was killed, and restores into an empty instance only', async () => {
    const [DATA_DIR, backups] = [await makeFolder('data'), await makeFolder('backups')]
    const env = { DATA_DIR, DATABASE_URL: database.url }
    const killed = start(['backup', '--to', backups], env)
    const unfinished = () => readdir(join(backups, '.unfinished')).catch(() => [])
    await waitFor('it to write', async () => (await unfinished()).length > 3, { timeoutMs: 15_000, everyMs: 1 })
    killed.child.kill('SIGKILL')
    await killed.ended
    await expect(getManifest(await openTestVault(backups))).rejects.toThrow(/no complete backup/)

    const { code, text } = await run(['backup', '--to', backups], env)
    expect({ code, text }).toEqual({
      code: 0,
      text: expect.stringMatching(/^Backup \S+ is complete: 1,0\d\d rows and 0 objects/),
    })
    expect((await findDamagedFiles(await openTestVault(backups))).faults).toEqual([])

    const empty = await createDatabase()
    const target = { DATA_DIR: await makeFolder('data'), DATABASE_URL: empty }
    const restored = await run(['restore', backups], target)
    expect(restored).toEqual({
      code: 0,
      text: expect.stringMatching(/^Backup \S+ is restored: everything acknowledged/),
    })
    const [before, after] = [await hashTables(database.url), await hashTables(empty)]
    // Clocks of documents are ahead of every browser, so whoever is connected gets all of it.
    const [clock] = await runSql(
      empty,
      'SELECT min(document_clock) > 1000000 AND min(tombstones_from) > 1000000 AS ahead FROM diagrams',
    )
    expect(clock).toEqual({ ahead: true })
    expect([after.users, after.diagram_records]).toEqual([before.users, before.diagram_records])
    expect(await run(['restore', backups], target)).toEqual({
      code: 1,
      text: expect.stringMatching(/^The instance is not empty/),
    })
    await runSql(
      empty,
      `DELETE FROM diagrams WHERE id = 'diagram000007'; UPDATE diagrams SET title = 'Of today' WHERE id = 'diagram000008'`,
    )
    const gone = await run(['restore', backups, '--diagram', 'diagram000007'], target)
    expect(gone).toEqual({
      code: 0,
      text: expect.stringMatching(/^“Diagram 7” is restored as .*diagram000007\. It was gone/),
    })
    const there = await run(['restore', backups, '--diagram', 'diagram000008'], target)
    const [, copyId] =
      /^“Diagram 8 \(backup of .*\)” is restored as \S+\/diagrams\/([0-9A-Za-z]{20})\. The diagram is there/.exec(
        there.text,
      ) ?? []
    const records = (id: string | undefined) =>
      runSql(
        empty,
        `SELECT record_id, clock, state, deleted FROM diagram_records WHERE diagram_id = '${id}' ORDER BY 1`,
      )
    expect(await records('diagram000007')).toHaveLength(20)
    expect(await records(copyId)).toEqual(await records('diagram000008'))
    expect(await runSql(empty, `SELECT title FROM diagrams WHERE id = 'diagram000008'`)).toEqual([
      { title: 'Of today' },
    ])
    await dropDatabase(empty)
  }, 90_000)

  it('examines an instance, and says how to correct what is wrong', async () => {
    const env = {
      DATA_DIR: await makeFolder('data'),
      DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing',
      APP_URL: 'http://draw.example.org',
    }
    const { code, text } = await run(['doctor', '--json'], env)
    const findings: Finding[] = JSON.parse(text)
    const find = (wanted: string) => findings.find(({ name }) => name === wanted)
    expect(code).toBe(1)
    expect(find('database')).toMatchObject({
      status: 'fault',
      message: expect.stringContaining('Nothing answers at 127.0.0.1:1'),
      fix: expect.stringContaining('start PostgreSQL'),
    })
    expect(find('address')).toMatchObject({ status: 'warning', fix: expect.stringContaining('TLS') })
    expect(find('data directory')?.status).toBe('ok')
  }, 60_000)

  it('says what it can do when it does not know a command', async () => {
    const text = expect.stringMatching(/^There is no command "fly"[\s\S]*autograph restore/)
    expect(await run(['fly'], {})).toEqual({ code: 2, text })
  })
})
