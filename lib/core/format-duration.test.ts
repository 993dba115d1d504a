import { expect, it } from 'vitest'
import { formatDuration } from './format-duration'

it.each([
  [0, '0 s'],
  [-5, '0 s'],
  [59.6, '1 min'],
  [252, '4 min 12 s'],
  [3_600, '1 h'],
  [3_605, '1 h'],
  [90_000, '1 d 1 h'],
])('%s s is %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text)
})
