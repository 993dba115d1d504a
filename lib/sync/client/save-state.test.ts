import { expect, test } from 'vitest'
import {
  computeSaveState,
  describeSaveState,
  initialSaveProgress,
  type SaveFacts,
  type SaveProgress,
  transition,
} from './save-state'

const quiet: SaveFacts = { connected: true, changes: 0, oldestPush: null, kept: true }

/** Tells the facts one after the other; each step is the time and what is seen then, and yields the words on screen. */
function tell(story: [atMs: number, facts: Partial<SaveFacts>][]): string[] {
  let progress: SaveProgress = initialSaveProgress
  return story.map(([atMs, facts]) => {
    progress = transition(progress, { ...quiet, ...facts }, atMs)
    return describeSaveState(computeSaveState(progress, atMs))
  })
}

test('a diagram that opens is saved at once, since nothing was changed', () => {
  expect(
    tell([
      [0, { connected: false }],
      [50, {}],
    ]),
  ).toEqual(['Offline', 'Saved'])
})

test('an edit is being saved until the server answers, and the words rest before they change back', () => {
  expect(
    tell([
      [0, {}],
      [1_000, { changes: 1, oldestPush: 1 }],
      [1_040, {}],
      [1_100, { changes: 1, oldestPush: 2 }],
      [1_140, {}],
      [1_539, {}],
      [1_540, {}],
    ]),
  ).toEqual(['Saved', 'Saving…', 'Saving…', 'Saving…', 'Saving…', 'Saving…', 'Saved'])
})

test('drawing for long is not trouble as long as the server keeps answering', () => {
  expect(
    tell([
      [0, { changes: 1, oldestPush: 1 }],
      [3_000, { changes: 1, oldestPush: 40 }],
      [6_000, { changes: 2, oldestPush: 80 }],
    ]),
  ).toEqual(['Saving…', 'Saving…', 'Saving…'])
})

test('a server that acknowledges nothing for more than four seconds is said to', () => {
  expect(
    tell([
      [0, { changes: 1, oldestPush: 7 }],
      [4_000, { changes: 1, oldestPush: 7 }],
      [4_001, { changes: 3, oldestPush: 7 }],
      [9_000, {}],
      [9_400, {}],
    ]),
  ).toEqual(['Saving…', 'Saving…', 'Not saved, retrying (3 changes kept)', 'Saving…', 'Saved'])
})

test('offline counts what is kept, and the time offline is not held against the server', () => {
  expect(
    tell([
      [0, {}],
      [100, { connected: false }],
      [200, { connected: false, changes: 1, kept: false }],
      [300, { connected: false, changes: 14 }],
      [60_000, { changes: 14, oldestPush: 1 }],
      [60_050, {}],
      [60_500, {}],
    ]),
  ).toEqual([
    'Saved',
    'Offline',
    'Offline, 1 change only in this tab',
    'Offline, 14 changes kept',
    'Saving…',
    'Saving…',
    'Saved',
  ])
})
