import { expect, it } from 'vitest'
import { computeNextStatus } from './compute-next-status'

const open = { status: 'investigating', endsByItself: true } as const
const over = { status: 'resolved', endsByItself: true } as const

it.each([
  [open, 'identified', { status: 'identified', endsByItself: true }],
  [open, 'monitoring', { status: 'monitoring', endsByItself: true }],
  [open, 'investigating', open],
  [open, 'note', open],
  [open, 'resolved', over],
  [open, 'postmortem', 'A postmortem is written when the incident is resolved.'],
  [over, 'resolved', 'It is resolved already.'],
  [over, 'note', over],
  [over, 'postmortem', over],
  [over, 'investigating', { status: 'investigating', endsByItself: false }],
] as const)('%j, and then %s: %j', (before, kind, after) => {
  expect(computeNextStatus(before, kind)).toEqual(after)
})
