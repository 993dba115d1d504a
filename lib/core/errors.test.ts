import { expect, it, vi } from 'vitest'
import { AppError, notFound } from './errors'

it('an error of another copy of this module is an AppError, as in the production build', async () => {
  vi.resetModules()
  const other = await import('./errors')
  expect(other.AppError).not.toBe(AppError)
  expect(other.notFound('diagram')).toBeInstanceOf(AppError)
})

it('nothing else is, and a subclass is told apart', () => {
  class Special extends AppError {}
  const special: unknown = new Special('conflict', 'for the test')
  expect([special instanceof AppError, special instanceof Special]).toEqual([true, true])
  const plain: unknown = notFound('diagram')
  expect(plain instanceof Special).toBe(false)
  for (const one of [new Error('x'), {}, null, undefined, 'x', { code: 'conflict' }]) {
    expect(one instanceof AppError).toBe(false)
  }
})
