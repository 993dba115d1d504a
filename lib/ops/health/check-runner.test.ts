import { afterEach, expect, it } from 'vitest'
import { waitFor } from '@/lib/testing/wait-for'
import { type Check, type Finding, found } from './check'
import { CheckRunner } from './check-runner'

let runner: CheckRunner
afterEach(() => runner.stop())

interface Given extends Partial<Omit<Check, 'component' | 'probe'>> {
  id?: string
  probe: Check['probe']
}

const makeCheck = ({ id = 'thing', probe, ...times }: Given): Check => ({
  component: { id, name: 'Thing', essential: false, needs: [], uses: [] },
  everyMs: 5,
  timeoutMs: 200,
  confirmAfterMs: 1,
  ...times,
  probe,
})

function start(given: Given): { looks: () => number } {
  let looks = 0
  runner = new CheckRunner({ onLook: () => looks++ })
  runner.add(makeCheck(given))
  return { looks: () => looks }
}

const status = () => runner.find('thing')?.state.status

it('goes down and comes back', async () => {
  let finding: Finding = found('up')
  start({ probe: async () => finding })
  await waitFor('up', () => status() === 'up')
  finding = found('down', 'gone')
  await waitFor('down', () => status() === 'down')
  finding = found('up')
  await waitFor('up again', () => status() === 'up')
})

it('looks again soon when a finding contradicts what is believed, and takes its time when it does not', async () => {
  let finding: Finding = found('up')
  start({ probe: async () => finding, everyMs: 60_000 })
  await waitFor('up', () => status() === 'up')
  finding = found('down', 'gone')
  await runner.look('thing')
  await waitFor('down', () => status() === 'down', { timeoutMs: 2_000 })
})

it('takes what throws, at once or later, for a failure, and says no more of it than a name', async () => {
  start({
    probe: () => {
      throw new Error('postgres://user:secret@10.0.0.1 refused')
    },
  })
  await waitFor('down', () => status() === 'down')
  expect(runner.find('thing')?.last?.finding).toEqual(found('down', 'Thing does not answer.', 'Error'))
})

it('gives up what hangs, never asks a fourth time meanwhile, and goes on when it answers again', async () => {
  let asked = 0
  let release = () => {}
  const hanging = new Promise<void>((resolve) => {
    release = resolve
  })
  start({ probe: () => (++asked > 3 ? Promise.resolve(found('up')) : hanging.then(() => found('up'))), timeoutMs: 100 })
  await waitFor('down', () => status() === 'down')
  await runner.look('thing')
  expect([asked, runner.find('thing')?.last?.finding.message]).toEqual([3, 'Thing did not answer in time.'])
  release()
  await waitFor('up', () => status() === 'up')
})

it('tells the look that its time is over', async () => {
  const aborted: boolean[] = []
  start({
    timeoutMs: 100,
    probe: (signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          aborted.push(true)
          resolve(found('up'))
        })
      }),
  })
  await waitFor('aborted', () => aborted.length > 0)
})

it('does not look twice at once: who asks takes part', async () => {
  let asked = 0
  start({
    everyMs: 60_000,
    probe: async () => {
      asked++
      await new Promise((resolve) => setImmediate(resolve))
      return found('up')
    },
  })
  const findings = await Promise.all([runner.look('thing'), runner.look('thing'), runner.look('thing')])
  expect([asked, findings.map((one) => one?.status)]).toEqual([1, ['up', 'up', 'up']])
})

it('ends at once when it is stopped, and never looks again', async () => {
  const { looks } = start({ probe: () => new Promise(() => {}), timeoutMs: 60_000 })
  const look = runner.look('thing')
  await runner.stop()
  expect([await look, looks(), runner.list()]).toEqual([null, 0, []])
})

it('replaces a check in the middle of a look; the new one is looked at, and the old one is not believed', async () => {
  let release = () => {}
  const hanging = new Promise<void>((resolve) => {
    release = resolve
  })
  start({ probe: () => hanging.then(() => found('down', 'old')) })
  const old = runner.look('thing')
  runner.add(makeCheck({ probe: async () => found('up') }))
  release()
  expect(await old).toBeNull()
  await waitFor('up', () => status() === 'up')
  expect(runner.find('thing')?.state.recent).not.toContain('down')
})
