import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeKv, getKv } from '@/lib/platform/kv/get-kv'
import { startProcessCollectors } from '@/lib/platform/metrics/process-collectors'
import { renderMetrics } from '@/lib/platform/metrics/render-metrics'
import { getSentBytes } from '@/lib/platform/net/sent-bytes'
import { forget } from '@/lib/platform/remember'
import { useDatabase } from '@/lib/testing/database'
import { useRedisServer } from '@/lib/testing/redis-server'
import { waitFor } from '@/lib/testing/wait-for'
import { startPlatformCollectors } from './collect-platform'

useDatabase()
const redis = useRedisServer()
let stop = () => {}
beforeAll(() => {
  for (const name of ['env', 'kv', 'resilience.guards']) forget(name)
  process.env.REDIS_URL = redis.url
  stop = startPlatformCollectors()
})
afterAll(async () => {
  stop()
  await closeKv()
  delete process.env.REDIS_URL
  for (const name of ['env', 'resilience.guards']) forget(name)
})

const read = (name: string): number =>
  Number(
    renderMetrics()
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.split(' ')[1],
  )
const connections = () => read('api_gateway_redis_connections')
const state = () => read('api_gateway_circuit_breaker_state{service="kv"}')
const failures = () => read('api_gateway_circuit_breaker_failures_total{service="kv"}')

it('a Redis that is stopped opens its circuit, and closes it when it is back', async () => {
  await getKv().set('key', 'value', { ttlMs: 60_000 })
  expect([connections() > 0, state(), failures()]).toEqual([true, 0, 0])
  await redis.kill()
  const tries = async () => {
    await getKv()
      .get('key')
      .catch(() => {})
    return state() === 1
  }
  await waitFor('the circuit to open', tries)
  await waitFor('its connections to be gone', () => connections() === 0)
  const failed = failures()
  expect(failed).toBeGreaterThanOrEqual(3)
  await redis.start()
  await waitFor('the circuit to close', () => state() === 0 && connections() > 0, { timeoutMs: 20_000 })
  await getKv().set('key', 'value', { ttlMs: 60_000 })
  expect(failures()).toBeGreaterThanOrEqual(failed)
}, 40_000)

it('what compression has saved is what was written less what was sent', () => {
  const before = read('autograph_compression_saved_bytes_total')
  const sent = getSentBytes()
  sent.plain += 10_000
  sent.compressed += 1_500
  expect(read('autograph_compression_saved_bytes_total') - before).toBe(8_500)
})

it('a collection of garbage is measured', async () => {
  const stopProcess = startProcessCollectors({ version: '1' })
  setFlagsFromString('--expose-gc')
  const collectGarbage: () => void = runInNewContext('gc')
  const name = 'autograph_gc_duration_seconds_count{kind="major"}'
  await waitFor('it to be counted', () => {
    collectGarbage()
    return read(name) > 0
  })
  stopProcess()
})
