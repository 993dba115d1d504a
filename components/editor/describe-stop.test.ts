import { expect, test } from 'vitest'
import { describeStop } from './describe-stop'

test.each([
  'signed-out',
  'access-lost',
  'not-found',
  'too-large',
  'client-too-old',
  'server-too-old',
  'invalid-record',
  'fault',
] as const)('%s says what is safe and offers a way on', (reason) => {
  const words = describeStop(reason, { changes: 3, kept: true })
  expect(words.sentence).toContain('Your last 3 changes are kept in this browser.')
  expect(words.actions).not.toEqual([])
  expect(describeStop(reason, { changes: 0, kept: true }).sentence).toContain('Everything you drew is saved.')
  expect(describeStop(reason, { changes: 2, kept: false }).sentence).toContain('only in this tab')
  expect(describeStop(reason, { changes: 1, kept: true }).sentence).toContain('Your last change is kept')
})
