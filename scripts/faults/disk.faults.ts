import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, unlinkSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { waitFor } from '@/lib/testing/wait-for'
import { startWorld, type World } from './world'

const diskMb = 400
const fullMs = 6_000

const folder = mkdtempSync(join(tmpdir(), 'autograph-disk-'))
const disk = join(folder, 'disk')
mkdirSync(disk)
const canMount = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${diskMb}m,mode=755`, 'none', disk]).status === 0
if (!canMount) console.log('The tests of a full disk are left out: a small disk can only be mounted by root.')

let world: World
beforeAll(async () => {
  if (canMount) world = await startWorld({ embedded: disk })
})
afterAll(async () => {
  await world?.stop()
  if (canMount) execFileSync('umount', ['-l', disk])
  rmSync(folder, { recursive: true, force: true })
})

const filler = join(disk, 'filler')

function fill(): void {
  const descriptor = openSync(filler, 'w')
  try {
    for (const size of [1024 * 1024, 4_096, 1]) writeUntilFull(descriptor, Buffer.alloc(size))
  } finally {
    closeSync(descriptor)
  }
}

function writeUntilFull(descriptor: number, chunk: Buffer): void {
  try {
    for (;;) writeSync(descriptor, chunk)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  }
}

/** What a person is told who changes something now. */
async function rename(): Promise<[status: number, detail: string]> {
  const answer = await fetch(`${world.apps[0]?.url}/api/diagrams/${world.diagramId}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', cookie: world.cookie },
    body: JSON.stringify({ title: 'While the disk is full' }),
  })
  return [answer.status, (await answer.json()).detail]
}

describe.runIf(canMount)('a disk that is full, with the embedded PostgreSQL and the uploads on it', () => {
  it('pauses saving and uploads with a clear sentence, and both work again when there is space', async () => {
    const { drawers, visitor } = world
    await waitFor('everybody to be in', () => drawers.every(({ client }) => client.loaded.get()))
    for (const drawer of drawers) drawer.start(40)
    visitor.start(200)
    const isNormalSince = (sinceMs: number) =>
      visitor.isServedSince(sinceMs) &&
      drawers.every(({ acknowledgedAtMs }) => (acknowledgedAtMs.at(-1) ?? 0) > sinceMs)
    await waitFor('everything to work', () => isNormalSince(0))

    const fullAtMs = performance.now()
    fill()
    // PostgreSQL writes into the log it has prepared for a while; more work, and it needs space.
    await waitFor('saving to stop', () => drawers.every(({ status }) => /retrying|offline/.test(status)), {
      timeoutMs: 60_000,
    })
    await delay(fullMs)
    const during = visitor.visits.filter(({ startedAtMs }) => startedAtMs > fullAtMs)
    expect(during.filter(({ status }) => status >= 300 && status !== 503)).toEqual([])
    expect(during.filter(({ kind, status }) => kind === 'live' && status !== 200)).toEqual([])
    const uploads = during.filter(({ kind, status }) => kind === 'upload' && status === 503)
    expect(uploads.length).toBeGreaterThan(0)

    expect(await rename()).toEqual([503, expect.stringMatching(/disk|database/)])

    const freedAtMs = performance.now()
    unlinkSync(filler)
    await waitFor('everything to work again', () => isNormalSince(freedAtMs), { timeoutMs: 20_000 })
    console.log(`normal ${Math.round(performance.now() - freedAtMs)} ms after there was space`)
    for (const drawer of drawers) drawer.pause()
    await waitFor('everything to be saved', () => drawers.every(({ status }) => status === 'saved'))
    expect(await world.countLosses()).toMatchObject({ acknowledgedLost: 0, seenLost: 0, examples: [] })
  })
})
