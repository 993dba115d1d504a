import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { waitFor } from '@/lib/testing/wait-for'
import { runAutograph } from '../drill/run-autograph'
import { startWorld, type World } from './world'

const folder = await mkdtemp(join(tmpdir(), 'autograph-moment-'))
const dataDir = join(folder, 'data')
const archiving = { BACKUP_WAL_SECONDS: '1' }

let world: World
afterAll(async () => {
  await world?.stop()
  await rm(folder, { recursive: true, force: true })
})

const run = (...args: string[]): Promise<string> =>
  runAutograph(args, {
    ...archiving,
    ...world.s3?.env,
    ...{ DATA_DIR: dataDir, DATABASE_URL: '', NODE_ENV: 'production' },
  })

async function readReachMs(): Promise<number> {
  const metrics = await (await fetch(`${world.apps[0]?.url}/metrics`)).text()
  const [, seconds] = /^autograph_backup_wal_age_seconds (\S+)$/m.exec(metrics) ?? []
  return Date.now() - Number(seconds) * 1_000
}

const untilArchived = (atMs: number) =>
  waitFor('the log to be archived', async () => (await readReachMs()) > atMs, { timeoutMs: 30_000, everyMs: 100 })

describe('a machine that is lost, with its log in an object store', () => {
  it('comes back as of the last moment that was archived', async () => {
    world = await startWorld({ embedded: dataDir, whole: true, env: archiving })
    const { drawers } = world
    await waitFor('everybody to be in', () => drawers.every(({ client }) => client.loaded.get()))
    for (const drawer of drawers) drawer.start(20)
    expect(await run('backup')).toMatch(/\nBase copy \S+ is complete/)
    const sinceMs = performance.now()
    await waitFor('more to be drawn', () =>
      drawers.every((drawer) => (drawer.acknowledgedAtMs.at(-1) ?? 0) > sinceMs + 5_000),
    )
    for (const drawer of drawers) drawer.pause()
    await waitFor('everything to be saved', () => drawers.every(({ status }) => status === 'saved'))
    await untilArchived(Date.now())

    const [postgres] = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
    await world.apps[0]?.kill()
    process.kill(Number(postgres), 'SIGKILL')
    for (const drawer of drawers) drawer.stop()
    await rm(dataDir, { recursive: true })

    expect(await run('restore', '--at', 'latest')).toContain('The database is what it was at ')
    await world.restart()
    const losses = await world.countLosses()
    expect(losses).toMatchObject({ acknowledgedLost: 0, seenLost: 0, examples: [] })
    expect(losses.acknowledged).toBeGreaterThan(100)
  }, 300_000)
})
