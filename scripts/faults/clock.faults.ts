import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { hourMs } from '@/lib/core/time'
import { getPool } from '@/lib/platform/db/pool'
import { insertSession } from '@/lib/testing/factories'
import { sessionCookie } from '@/lib/testing/sign-in'
import { waitFor } from '@/lib/testing/wait-for'
import { startWorld, type World } from './world'

const requestsPerMinute = 300
const watchMs = 1_500

let world: World
let folder: string
let limitedCookie: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'autograph-clock-'))
  const preload = new URL('shifting-clock.mjs', import.meta.url)
  await writeFile(join(folder, 'shift'), '0')
  world = await startWorld({
    env: {
      NODE_OPTIONS: `--import ${preload}`,
      SHIFTED_CLOCK: join(folder, 'shift'),
      RATE_LIMIT_USER_PER_MINUTE: String(requestsPerMinute),
    },
  })
  limitedCookie = await world.withDatabase(async () => sessionCookie((await insertSession()).id))
  await waitFor('everybody to be in', () => world.drawers.every(({ client }) => client.loaded.get()))
  for (const drawer of world.drawers) drawer.start(40)
  world.visitor.start(1_500)
})
afterAll(async () => {
  await world?.stop()
  await rm(folder, { recursive: true, force: true })
})

async function jumpTo(shiftMs: number): Promise<void> {
  await writeFile(join(folder, 'shift'), String(shiftMs))
  process.kill(world.apps[0]!.pid, 'SIGUSR2')
}

/** Reads a diagram as somebody who has used up the minute. */
const askLimited = () => fetch(`${world.apps[0]?.url}/api/diagrams?limit=1`, { headers: { cookie: limitedCookie } })

async function useUpMinute(): Promise<void> {
  for (let count = 0; count <= requestsPerMinute; count++) if ((await askLimited()).status === 429) return
  throw new Error('there is no limit')
}

it.each([
  ['an hour forward', hourMs],
  ['back again', 0],
  ['an hour back', -hourMs],
])('a clock that jumps %s ends no session, stops no saving, and keeps limits as they were', async (_, shiftMs) => {
  await useUpMinute()
  const sinceMs = performance.now()
  await jumpTo(shiftMs)
  await delay(watchMs)

  for (const drawer of world.drawers) {
    const times = drawer.acknowledgedAtMs.filter((atMs) => atMs > sinceMs)
    expect(times.length).toBeGreaterThan(10)
    expect(drawer.states.filter(({ atMs, status }) => atMs > sinceMs && /offline|retrying/.test(status))).toEqual([])
  }
  const refused = world.visitor.visits.filter(({ startedAtMs, status }) => startedAtMs > sinceMs && status >= 300)
  expect(refused).toEqual([])
  const limited = await askLimited()
  expect(limited.status).toBe(429)
  expect(Number(limited.headers.get('retry-after'))).toBeLessThanOrEqual(60)
})

it.each([
  ['forward', '-'],
  ['back', '+'],
])('a database whose clock jumps an hour %s takes no room away', async (_, sign) => {
  const sinceMs = performance.now()
  // To the leases it is the same whether the clock or their end is moved.
  await world.withDatabase(() =>
    getPool().query(`UPDATE diagram_leases SET expires_at = expires_at ${sign} interval '1 hour'`),
  )
  await delay(watchMs)
  for (const drawer of world.drawers) {
    expect(drawer.acknowledgedAtMs.filter((atMs) => atMs > sinceMs).length).toBeGreaterThan(10)
    expect(drawer.states.filter(({ atMs, status }) => atMs > sinceMs && status === 'offline')).toEqual([])
  }
})

it('has lost nothing', async () => {
  for (const drawer of world.drawers) drawer.pause()
  await waitFor('everything to be saved', () => world.drawers.every(({ status }) => status === 'saved'))
  expect(await world.countLosses()).toMatchObject({ acknowledgedLost: 0, seenLost: 0, examples: [] })
})
