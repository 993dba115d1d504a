import { expect, it } from 'vitest'
import { hourMs } from '@/lib/core/time'
import type { LiveComponent, LiveMessage } from '@/lib/ops/status/pure/live-message'
import { applyMessage, LiveStore, nothingLive } from './live-store'

const component = (id: string, status: LiveComponent['status']): LiveComponent => ({
  ...{
    id,
    name: id,
    status,
    since: '2026-01-01T00:00:00.000Z',
    message: null,
    essential: false,
    causes: [],
    affects: [],
  },
})
const wholeMessage: LiveMessage = {
  ...{ atMs: 1, isWhole: true, values: { cpu: 1, p95: 9 }, components: [component('a', 'up')] },
}

it('adds what has changed to what was known, and leaves the past as it was', () => {
  const messages: LiveMessage[] = [
    wholeMessage,
    { atMs: 2, values: { cpu: 2 }, components: [component('b', 'up'), component('a', 'down')] },
    { atMs: 3, values: { p95: null }, gone: ['b'] },
  ]
  const state = messages.reduce(applyMessage, nothingLive)
  expect(state.samples).toEqual([
    { atMs: 1, values: { cpu: 1, p95: 9 } },
    { atMs: 2, values: { cpu: 2, p95: 9 } },
    { atMs: 3, values: { cpu: 2 } },
  ])
  expect(state.components).toEqual([component('a', 'down')])
  expect(state.connection).toBe('live')
})

it('what is whole replaces all of it, and samples are kept for an hour', () => {
  const before = applyMessage(nothingLive, { ...wholeMessage, values: { gone: 1 } })
  const after = applyMessage(before, { atMs: 2 + hourMs, isWhole: true, values: { cpu: 5 }, components: [] })
  expect(after).toMatchObject({ components: [], samples: [{ atMs: 2 + hourMs, values: { cpu: 5 } }] })
})

it('changes of components count only after all of them are known', () => {
  expect(applyMessage(nothingLive, { atMs: 1, components: [component('a', 'up')] }).components).toBeNull()
})

it('tells of each message, and once that it is lost', () => {
  const store = new LiveStore()
  const heard: string[] = []
  const stop = store.subscribe(() => heard.push(store.getState().connection))
  store.apply(wholeMessage)
  store.lose()
  store.lose()
  stop()
  store.apply(wholeMessage)
  expect(heard).toEqual(['live', 'lost'])
})
