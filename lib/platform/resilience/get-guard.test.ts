import { expect, it, vi } from 'vitest'
import { DependencyUnavailable } from './dependency-unavailable'
import { describeFault } from './describe-fault'
import { getGuard, listBreakers } from './get-guard'

it('is one guard per dependency, all of them listed', async () => {
  expect(getGuard('s3')).toBe(getGuard('s3'))
  await expect(getGuard('smtp').run(() => Promise.reject(new Error('down')))).rejects.toThrow('down')
  expect(listBreakers()).toEqual([
    { name: 's3', state: 'closed', failures: 0, openedAtMs: null },
    { name: 'smtp', state: 'closed', failures: 1, openedAtMs: null },
  ])
})

it('refuses at once while the circuit is open', async () => {
  const guard = getGuard('webhooks')
  for (let i = 0; i < 5; i++) await guard.run(() => Promise.reject(new Error('down'))).catch(() => {})
  const startedAt = performance.now()
  for (let i = 0; i < 2_000; i++) await guard.run(async () => 'never').catch(() => {})
  // Some 10 µs each on a machine with nothing else to do.
  expect((performance.now() - startedAt) / 2_000).toBeLessThan(1)
})

it('fails in a way that other bundles of the production build know', async () => {
  vi.resetModules()
  const other = await import('./dependency-unavailable')
  const { AppError, notFound } = await import('@/lib/core/errors')
  const error: unknown = new DependencyUnavailable('s3', 'open')
  expect([error instanceof other.DependencyUnavailable, error instanceof AppError]).toEqual([true, true])
  expect(notFound('diagram') instanceof other.DependencyUnavailable).toBe(false)
})

it('describes a fault without what libraries put into their messages', () => {
  const secret = 'command was: ["set","session","secret"]'
  const refused = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:6379'), { code: 'ECONNREFUSED' })
  const all = [
    refused,
    new Error(secret),
    new TypeError('fetch failed', { cause: refused }),
    new AggregateError([refused], 'x'),
    Object.assign(new Error('x'), { code: secret }),
    secret,
    null,
  ]
  expect(all.map(describeFault)).toEqual([
    'ECONNREFUSED',
    'Error',
    'ECONNREFUSED',
    'ECONNREFUSED',
    'Error',
    'unknown',
    'unknown',
  ])
})
