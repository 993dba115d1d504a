import { expect, test } from 'vitest'
import { ApiError } from '@/lib/client/api-error'
import { canUploadLater } from './can-upload-later'

test.each([
  [0, true],
  [408, true],
  [429, true],
  [500, true],
  [503, true],
  [403, false],
  [404, false],
  [413, false],
  [415, false],
  [422, false],
])('after status %d: %s', (status, later) => {
  expect(canUploadLater(new ApiError('', { code: 'unavailable', status }))).toBe(later)
})

test('not for a file that cannot be read', () => {
  expect(canUploadLater(new Error('broken.svg is not an SVG drawing.'))).toBe(false)
})
