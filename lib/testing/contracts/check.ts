import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Check, Finding } from '@/lib/ops/health/check'
import { CheckRunner } from '@/lib/ops/health/check-runner'
import { runProbe } from '@/lib/ops/health/run-probe'
import { waitFor } from '../wait-for'

/** A check with the thing it looks at, which works until it is told otherwise. */
export interface CheckWorld {
  check: Check
  /** As if it were gone. */
  takeAway(): void | Promise<void>
  /** It is there and says nothing. */
  silence(): void | Promise<void>
  giveBack(): void | Promise<void>
  end?(): void | Promise<void>
}

/** What is said of something that has been taken away, where that is not `down`: not to be had is not to be broken. */
interface Expected {
  gone?: Finding['status']
}

/** Addresses, SQL, and the codes that Node and PostgreSQL use. */
const secretive = /(\d{1,3}\.){3}\d{1,3}|:\/\/|password|SELECT |\b[A-Z]{5,}\b|_/

/** What every check keeps to, whatever it looks at. */
export function describeCheck(name: string, create: () => Promise<CheckWorld>, { gone = 'down' }: Expected = {}): void {
  describe(`${name} keeps the contract of a check`, () => {
    let world: CheckWorld
    let runner: CheckRunner
    beforeEach(async () => {
      world = await create()
      runner = new CheckRunner({ onLook: () => {} })
    })
    afterEach(async () => {
      await runner.stop()
      await world.giveBack()
      await world.end?.()
    })

    const hasty = (): Check => ({ ...world.check, timeoutMs: 300, everyMs: 20, confirmAfterMs: 20 })
    const look = (check = world.check) => runProbe(check, new AbortController().signal)
    const becomes = (status: Finding['status']) =>
      waitFor(`${name} ${status}`, () => runner.find(world.check.component.id)?.state.status === status)

    it('finds what works, and how long that took', async () => {
      const result = await look()
      expect(result?.finding.status).toBe('up')
      expect(result?.latencyMs).toBeGreaterThanOrEqual(0)
    })

    it(`says ${gone} of what is gone, in a sentence without internals`, async () => {
      await world.takeAway()
      const finding = (await look())?.finding
      expect(finding?.status).toBe(gone)
      expect(finding?.message ?? 'A sentence.').toMatch(/^[A-Z].*\.$/)
      expect(finding?.message ?? '').not.toMatch(secretive)
    })

    it('gives up what does not answer in its time', async () => {
      await world.silence()
      const result = await look(hasty())
      expect(result?.finding).toMatchObject({ status: gone === 'down' ? 'down' : expect.any(String) })
      expect(result?.latencyMs).toBeLessThan(2_000)
    })

    it('sees it come back', async () => {
      runner.add(hasty())
      await becomes('up')
      await world.takeAway()
      await becomes(gone)
      await world.giveBack()
      await becomes('up')
    })

    it('ends at once when it is told to', async () => {
      await world.silence()
      const ending = new AbortController()
      const looking = runProbe(world.check, ending.signal)
      ending.abort()
      expect([await looking, await runProbe(world.check, ending.signal)]).toEqual([null, null])
    })

    it('throws nothing at whoever runs it', async () => {
      for (const fault of [world.takeAway, world.silence]) {
        await fault()
        await expect(look(hasty())).resolves.not.toBeNull()
        await world.giveBack()
      }
    })
  })
}
