import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ComponentReport } from '@/lib/core/component-news'
import type { WatchRequest } from '../protocol'
import { ComponentStates } from './component-states'

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

const report = (id: string, status: ComponentReport['status'] = 'up'): ComponentReport => ({
  ...{ id, name: id, status, since: null, message: null, upRatioOfDay: null },
})
const offer = { version: 1, kind: 'changes', reports: [], withdrawn: [] }

function open() {
  const asked: string[][] = []
  const states = new ComponentStates({
    ask: ({ components }: WatchRequest) => asked.push(components),
    now: Date.now,
  })
  const statuses = () => [...states.reports.get().values()].map(({ id, status }) => `${id} ${status}`)
  return { states, asked, statuses }
}

it('asks once the server has said that it answers, and when something else is wanted', () => {
  const { states, asked } = open()
  states.want(['kv', 'database', 'kv'])
  expect(asked).toEqual([])
  states.receive(offer)
  states.want(['database', 'kv'])
  states.want(['database'])
  states.want([])
  expect(asked).toEqual([['database', 'kv'], ['database'], []])
})

it('asks nothing for a drawing that shows no component', () => {
  const { states, asked } = open()
  states.receive(offer)
  states.want([])
  expect(asked).toEqual([])
})

it('keeps what is told, forgets what is taken back, and passes over versions it does not know', () => {
  const { states, statuses } = open()
  states.want(['database', 'kv'])
  states.receive(offer)
  states.receive({ version: 1, kind: 'whole', reports: [report('database'), report('kv')], withdrawn: [] })
  states.receive({ version: 1, kind: 'changes', reports: [report('database', 'down')], withdrawn: ['kv'] })
  states.receive({ version: 2, kind: 'changes', something: 'else' })
  expect(statuses()).toEqual(['database down'])
})

it('says since when nothing is heard, but not at once; asks again when the connection is back', () => {
  const { states, asked, statuses } = open()
  states.want(['database'])
  states.receive(offer)
  states.receive({ version: 1, kind: 'whole', reports: [report('database')], withdrawn: [] })
  states.lose()
  vi.advanceTimersByTime(2_000)
  states.lose()
  expect(states.lostAtMs.get()).toBeNull()
  vi.advanceTimersByTime(2_000)
  expect(states.lostAtMs.get()).toBe(1_000)
  expect(statuses()).toEqual(['database up'])
  states.receive(offer)
  expect(asked).toHaveLength(2)
  expect(states.lostAtMs.get()).toBe(1_000)
  // What was shown to this person may be shown no longer.
  states.receive({ version: 1, kind: 'whole', reports: [], withdrawn: [] })
  expect([states.lostAtMs.get(), statuses()]).toEqual([null, []])
})
