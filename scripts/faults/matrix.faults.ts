import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { waitFor } from '@/lib/testing/wait-for'
import { readMemoryMb } from './freeze'
import { type Cell, type Fault, matrix, maxGrowthMb } from './matrix'
import type { Victim } from './victim'
import type { Kind, Visit } from './visitor'
import { startWorld, type World } from './world'

/** Long enough for a person to be told that nothing is saved. */
const isQuick = process.env.FAULTS === 'quick'
const computeFaultMs = ({ drawing }: Cell) => (!isQuick ? 20_000 : drawing === 'kept' ? 7_500 : 4_000)
const drawEveryMs = 60
const visitEveryMs = 200

let world: World
const victims = (): Record<Cell['dependency'], Victim | null> => ({
  PostgreSQL: world.postgres,
  Redis: world.redis,
  S3: world.s3,
  SMTP: world.smtp,
})

beforeAll(async () => {
  world = await startWorld({ whole: true })
  world.visitor.start(visitEveryMs)
  await waitFor('everybody to be in', () => world.drawers.every(({ client }) => client.loaded.get()))
  for (const drawer of world.drawers) drawer.start(drawEveryMs)
})
afterAll(() => world?.stop())

const inflict: Record<Fault, (victim: Victim) => Promise<() => Promise<void>>> = {
  async stopped(victim) {
    await victim.stop()
    return () => victim.start()
  },
  async paused(victim) {
    await victim.pause()
    return () => victim.resume()
  },
  async restarted(victim) {
    await victim.stop()
    await victim.start()
    return async () => {}
  },
}

const isHarmful = (fault: Fault) => fault !== 'restarted'
const isNormal = (sinceMs: number) =>
  world.drawers.every(({ acknowledgedAtMs }) => (acknowledgedAtMs.at(-1) ?? 0) > sinceMs) &&
  world.visitor.isServedSince(sinceMs)

async function untilNormal(withinMs: number): Promise<void> {
  const startMs = performance.now()
  await waitFor('everything to be normal', () => isNormal(startMs), {
    timeoutMs: withinMs,
  }).catch((error) => {
    throw new Error(`${error.message}: ${describeWorld(startMs)}`)
  })
}

describe.each(isQuick ? matrix.filter(({ fault }) => fault !== 'restarted') : matrix)('$dependency $fault', (cell) => {
  it(`drawing ${cell.drawing}, requests ${cell.requests}, normal within ${cell.backWithinMs} ms`, async () => {
    const victim = victims()[cell.dependency]
    if (!victim) throw new Error(`there is no ${cell.dependency} here`)
    await untilNormal(30_000)
    const slackMs = computeSlackMs()
    const memoryMb = readMemoryMb(world.apps[0]!.pid)
    const beginMs = performance.now()
    const heal = await inflict[cell.fault](victim)
    const untilMail = await orderMail(cell)
    if (isHarmful(cell.fault)) await delay(computeFaultMs(cell))
    const endMs = performance.now()
    await heal()
    const healedMs = performance.now()
    await untilNormal(cell.backWithinMs + slackMs)
    console.log(`${cell.dependency} ${cell.fault}: normal after ${Math.round(performance.now() - healedMs)} ms`)

    assertAnswers(cell, { beginMs, endMs, slackMs })
    if (isHarmful(cell.fault)) assertDrawing(cell, { beginMs, endMs })
    expect(readMemoryMb(world.apps[0]!.pid) - memoryMb).toBeLessThan(maxGrowthMb)
    await assertNothingLost()
    await untilMail?.(healedMs)
  })
})

/** Has a notice sent in the middle of it; what it returns waits for that to arrive, once. */
async function orderMail({ mailWithinMs, fault }: Cell): Promise<((healedMs: number) => Promise<void>) | undefined> {
  const { smtp } = world
  if (!smtp || mailWithinMs === undefined) return undefined
  const noticeId = `notice while ${fault}`
  await world.withDatabase(() => smtp.enqueue(noticeId))
  return async (healedMs) => {
    const timeoutMs = healedMs + mailWithinMs - performance.now()
    await waitFor('the mail', () => smtp.countMails(noticeId) > 0, { timeoutMs })
    console.log(`SMTP ${fault}: mail after ${Math.round(performance.now() - healedMs)} ms`)
    expect(smtp.countMails(noticeId)).toBe(1)
  }
}

interface Period {
  beginMs: number
  endMs: number
}

/** How long the slowest answer takes on this machine when all is well, several times over: it may be busy with other things. */
function computeSlackMs(): number {
  const recent = world.visitor.visits.filter(({ kind }) => kind !== 'upload').slice(-40)
  return 4 * Math.max(...recent.map(({ tookMs }) => tookMs))
}

function assertAnswers(cell: Cell, { beginMs, endMs, slackMs }: Period & { slackMs: number }): void {
  const { first, later } = cell.answersWithinMs
  const tell = (visit: Visit) => describeVisit(visit, beginMs)
  const during = world.visitor.visits.filter(({ startedAtMs }) => startedAtMs > beginMs && startedAtMs < endMs)
  const slow = during.filter(({ kind, startedAtMs, tookMs }) => {
    const withinMs = startedAtMs < beginMs + first ? first : later
    return tookMs > slackMs + (kind === 'upload' ? (cell.uploadsWithinMs ?? withinMs) : withinMs)
  })
  expect(slow.map(tell)).toEqual([])
  const expected: Record<Kind, 'served' | 'refused'> = {
    live: 'served',
    ready: cell.ready,
    request: cell.requests,
    page: cell.requests,
    upload: cell.uploads,
  }
  // What was under way when it began or ended may go either way.
  const settled = ({ startedAtMs }: Visit) => isHarmful(cell.fault) && startedAtMs > beginMs + 500
  const isServed = ({ status }: Visit) => status >= 200 && status < 300
  const wrong = during.filter((visit) => {
    // Its frame is served for whoever is known, and the part that needs the database says what is wrong.
    if (visit.kind === 'page' && isServed(visit)) return false
    if (isServed(visit)) return settled(visit) && startedLongBefore(visit, endMs) && expected[visit.kind] === 'refused'
    return expected[visit.kind] === 'served' || !isHonestRefusal(visit)
  })
  expect(wrong.map(tell)).toEqual([])
}

const startedLongBefore = ({ startedAtMs, tookMs }: Visit, endMs: number) => startedAtMs + tookMs < endMs

function isHonestRefusal({ status, kind, contentType }: Visit): boolean {
  if (status !== 503) return false
  if (kind === 'page') return contentType.startsWith('text/html')
  return contentType === (kind === 'ready' ? 'application/json' : 'application/problem+json')
}

function assertDrawing(cell: Cell, { beginMs, endMs }: Period): void {
  for (const drawer of world.drawers) {
    expect(drawer.faults).toEqual([])
    const shown = drawer.states.filter(({ atMs }) => atMs > beginMs + 500 && atMs < endMs).map(({ status }) => status)
    const acknowledged = drawer.acknowledgedAtMs.filter((atMs) => atMs > beginMs + 500 && atMs < endMs)
    if (cell.drawing === 'saved') {
      expect(acknowledged.length).toBeGreaterThan(20)
      expect(shown.filter((status) => status === 'offline' || status === 'retrying')).toEqual([])
    } else {
      expect(acknowledged).toEqual([])
      expect(shown).not.toContain('saved')
      expect(shown.some((status) => status === 'retrying' || status === 'offline')).toBe(true)
    }
  }
}

async function assertNothingLost(): Promise<void> {
  for (const drawer of world.drawers) drawer.pause()
  await waitFor('everything to be saved', () => world.drawers.every(({ status }) => status === 'saved'))
  const losses = await world.countLosses()
  expect(losses).toMatchObject({ acknowledgedLost: 0, seenLost: 0, examples: [] })
  expect(losses.acknowledged).toBeGreaterThan(50)
  for (const drawer of world.drawers) drawer.start(drawEveryMs)
}

function describeWorld(sinceMs: number): string {
  const drawers = world.drawers.map(({ status, acknowledgedAtMs, states }) => ({
    status,
    acknowledgedAgoMs: Math.round(performance.now() - (acknowledgedAtMs.at(-1) ?? 0)),
    states: states.slice(-5).map((state) => `${state.status}@${Math.round(state.atMs - sinceMs)}`),
  }))
  const bad = world.visitor.visits.filter(({ startedAtMs, status }) => startedAtMs > sinceMs && status >= 300)
  return JSON.stringify({ drawers, bad: bad.slice(-8).map((visit) => describeVisit(visit, sinceMs)) })
}

const describeVisit = ({ kind, path, status, tookMs, startedAtMs }: Visit, sinceMs: number) =>
  `${kind} ${path.slice(0, 16)}: ${status} in ${Math.round(tookMs)} ms, begun at ${Math.round(startedAtMs - sinceMs)} ms`
