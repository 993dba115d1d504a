import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Collector } from '../monitoring/collector'
import type { LiveComponent, LiveMessage } from './pure/live-message'
import { type BarRange, barRanges } from './pure/ranges'
import { StatusFeed, type Viewer } from './status-feed'

const [day, week] = barRanges
const component = (status: LiveComponent['status'], id = 'kv'): LiveComponent => ({
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

/** What the feed looks at, and how often it has. */
const world = {
  nowMs: 0,
  looks: 0,
  stopped: 0,
  values: {} as Record<string, number>,
  components: [component('up')],
  rest: 'a',
  uptimes: [] as string[],
}
let feed: StatusFeed
beforeEach(() => {
  vi.useFakeTimers()
  Object.assign(world, { nowMs: 1_000, looks: 0, stopped: 0, values: { rooms: 1 }, rest: 'a', uptimes: [] })
  world.components = [component('up')]
  const collector: Collector = {
    monitor: 'editing',
    everyMs: 1,
    async collect() {
      world.looks++
      return { state: 'ok', summary: '', values: { ...world.values } }
    },
    stop: () => void world.stopped++,
  }
  const broken: Collector = { monitor: 'cpu', everyMs: 1, collect: () => Promise.reject(new Error('gone')) }
  feed = new StatusFeed(
    {
      makeCollectors: () => [collector, broken],
      listLatestValues: () => ({ disk: 40 }),
      listComponents: () => world.components,
      readUptime: async ({ range }) => {
        world.uptimes.push(range)
        return { range, fromMs: 0, atMs: world.nowMs, components: [] }
      },
      readRest: async () => world.rest,
      now: () => world.nowMs,
    },
    { everyMs: 2_000, restEveryMs: 10_000, uptimeEveryMs: 60_000 },
  )
})
afterEach(() => {
  feed.close()
  vi.useRealTimers()
})

function join(userId = 'ada', range: BarRange = day) {
  const heard: LiveMessage[] = []
  const raw: Uint8Array[] = []
  const viewer: Viewer = {
    userId,
    range,
    send(events) {
      raw.push(events)
      heard.push(
        JSON.parse(
          Buffer.from(events)
            .toString()
            .replace(/^data: /, ''),
        ),
      )
    },
    end: vi.fn(),
  }
  return { heard, raw, viewer, leave: feed.join(viewer) }
}

/** Two seconds later. */
async function pass(): Promise<void> {
  world.nowMs += 2_000
  await vi.advanceTimersByTimeAsync(2_000)
}

it('looks while somebody does, and not otherwise', async () => {
  await pass()
  expect(world.looks).toBe(0)
  const { leave } = join()
  await pass()
  await pass()
  expect(world.looks).toBe(2)
  leave()
  leave()
  await pass()
  expect([world.looks, world.stopped]).toEqual([2, 1])
  join()
  await pass()
  expect(world.looks).toBe(3)
})

it('tells everything at first, then only what has changed, and what is gone', async () => {
  const { heard } = join()
  await pass()
  world.values = { rooms: 2, editors: 5 }
  await pass()
  world.values = { editors: 5 }
  world.components = [component('down'), component('up', 'mail')]
  await pass()
  world.components = [component('down')]
  await pass()
  expect(heard.filter(({ uptime }) => !uptime).slice(1)).toEqual([
    { atMs: 3_000, values: { rooms: 1 } },
    { atMs: 5_000, values: { rooms: 2, editors: 5 } },
    { atMs: 7_000, values: { rooms: null }, components: [component('down'), component('up', 'mail')] },
    { atMs: 9_000, values: {}, gone: ['mail'] },
  ])
  expect(heard[0]).toEqual({ atMs: 1_000, isWhole: true, values: { disk: 40 }, components: [component('up')] })
})

it('looks once for everybody, encodes once, and tells whoever comes later what the others know', async () => {
  const first = join()
  await pass()
  world.values = { rooms: 7 }
  await pass()
  const second = join('ben')
  expect(second.heard[0]).toMatchObject({ isWhole: true, values: { rooms: 7, disk: 40 } })
  await pass()
  expect(world.looks).toBe(3)
  expect(second.raw.at(-1)).toBe(first.raw.at(-1))
  expect([feed.countOf('ada'), feed.countOf('ben'), feed.countOf('eve')]).toEqual([1, 1, 0])
})

it('tells bars once a minute and when a component changes, to whoever looks at that range', async () => {
  const [daily, other, weekly] = [join(), join(), join('ben', week)]
  for (let index = 0; index < 29; index++) await pass()
  expect(world.uptimes).toEqual([])
  await pass()
  expect(world.uptimes).toEqual(['24h', '7d'])
  world.components = [component('down')]
  await pass()
  expect(world.uptimes).toEqual(['24h', '7d', '24h', '7d'])
  await pass()
  await pass()
  await pass()
  expect(world.uptimes).toHaveLength(6)
  const rangesOf = ({ heard }: { heard: LiveMessage[] }) => heard.flatMap(({ uptime }) => uptime?.range ?? [])
  expect([daily, other, weekly].map(rangesOf)).toEqual([
    ['24h', '24h', '24h'],
    ['24h', '24h', '24h'],
    ['7d', '7d', '7d'],
  ])
})

it('says when something has changed that is not told, and is quiet while nobody knows', async () => {
  const { heard } = join()
  const passTen = async () => {
    for (let index = 0; index < 5; index++) await pass()
  }
  await passTen()
  expect(heard.some(({ isStale }) => isStale)).toBe(false)
  world.rest = 'b'
  await passTen()
  await passTen()
  expect(heard.filter(({ isStale }) => isStale)).toHaveLength(1)
})

it('ends everybody, and lets nobody in, once it is closed', () => {
  const { viewer } = join()
  feed.close()
  expect(viewer.end).toHaveBeenCalledOnce()
  const late = join()
  expect(late.viewer.end).toHaveBeenCalledOnce()
  expect([late.heard, world.stopped]).toEqual([[], 1])
})
