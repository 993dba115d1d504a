import { afterEach, expect, it } from 'vitest'
import { noteReading } from '@/lib/ops/monitoring/latest-readings'
import { forget } from '@/lib/platform/remember'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { insertUser } from '@/lib/testing/factories'
import { GET } from './route'

useDatabase()
afterEach(() => forget('monitoring.latest'))

it('an admin sees what each monitor read last, with its limits', async () => {
  const atMs = Date.parse('2026-11-22T10:00:00Z')
  const limits = { unit: '%', warningFrom: 70, criticalFrom: 90 } as const
  noteReading({ monitor: 'network', atMs, state: 'ok', summary: '3 sockets open', values: { open_sockets: 3 } })
  noteReading({
    monitor: 'cpu',
    atMs,
    state: 'warning',
    summary: 'CPU 80 %',
    values: { process_cpu_percent: 80 },
    limits,
  })
  const response = await callRoute(GET, { as: await insertUser({ role: 'admin' }) })
  const at = new Date(atMs).toISOString()
  expect(await response.json()).toEqual({
    items: [
      { monitor: 'cpu', at, state: 'warning', summary: 'CPU 80 %', values: { process_cpu_percent: 80 }, limits },
      { monitor: 'network', at, state: 'ok', summary: '3 sockets open', values: { open_sockets: 3 }, limits: null },
    ],
  })
})

it('to anybody else there is nothing', async () => {
  expect(await readRefusal(await callRoute(GET, { as: await insertUser() }))).toEqual([404, 'not_found'])
  expect(await readRefusal(await callRoute(GET))).toEqual([401, 'unauthenticated'])
})
