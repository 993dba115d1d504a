import { afterEach, expect, it, vi } from 'vitest'
import { forget } from '@/lib/platform/remember'
import { answerMetrics } from './get-metrics'

afterEach(() => {
  vi.unstubAllEnvs()
  forget('env')
})

const ask = (authorization?: string) =>
  answerMetrics(new Request('http://localhost/metrics', { headers: authorization ? { authorization } : {} }))

it('is open to anybody who sends no credentials', async () => {
  const response = await ask()
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
  ])
  expect(response.headers.get('cache-control')).toBe('no-store, no-transform')
  expect(await response.text()).toMatch(/^# HELP /)
})

it.each([
  ['nothing', undefined, 401],
  ['another token', 'Bearer another-long-token', 401],
  ['a longer token', 'Bearer a-token-of-prometheus-', 401],
  ['another scheme', 'Basic a-token-of-prometheus', 401],
  ['the token', 'Bearer a-token-of-prometheus', 200],
])('with a METRICS_TOKEN, %s gets its answer', async (_, authorization, status) => {
  vi.stubEnv('METRICS_TOKEN', 'a-token-of-prometheus')
  forget('env')
  const response = await ask(authorization)
  expect([response.status, response.headers.get('www-authenticate')]).toEqual([
    status,
    status === 401 ? 'Bearer' : null,
  ])
  if (status === 401) expect(await response.json()).toMatchObject({ code: 'unauthenticated', instance: '/metrics' })
})
