import { afterEach, expect, it } from 'vitest'
import { serializedDocumentSchema } from '@/lib/features/documents/document-schema'
import { renderMetrics } from '@/lib/platform/metrics/render-metrics'
import { forget } from '@/lib/platform/remember'
import { useDatabase } from '@/lib/testing/database'
import { insertMember, insertUser } from '@/lib/testing/factories'
import { GatedStore } from '@/lib/testing/gated-store'
import { makeShape } from '@/lib/testing/make-shape'
import { useSync } from '@/lib/testing/sync-fixture'
import { waitFor } from '@/lib/testing/wait-for'

useDatabase()
const sync = useSync()
afterEach(() => {
  for (const name of ['metrics', 'sync.traffic']) forget(name)
})

const read = (name: string): Record<string, number> =>
  Object.fromEntries(
    renderMetrics()
      .split('\n')
      .filter((line) => line.startsWith(name))
      .map((line) => [line.slice(name.length, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  )
const readOne = (name: string): number | undefined => read(name)['']

it('says how many rooms there are and who is in them, and forgets those whose sockets are killed', async () => {
  const { seat, connect } = await sync.open({ timings: { idleMs: 20 } })
  const viewer = await insertUser()
  await insertMember({ diagramId: seat.diagramId, userId: viewer.id, role: 'viewer' })
  const [one, two] = [connect(), connect()]
  const raw = sync.openRaw({ ...seat, userId: viewer.id })
  await Promise.all([one.untilConnected(), two.untilConnected(), raw.opened])
  await waitFor('the viewer to be in', () => readOne('autograph_room_editors_max') === 3)
  expect(readOne('autograph_open_rooms')).toBe(1)
  expect(readOne('autograph_sync_sockets')).toBe(3)
  expect(read('autograph_sync_sessions')).toEqual({
    '{access="owner"}': 2,
    '{access="editor"}': 0,
    '{access="viewer"}': 1,
  })
  expect(read('autograph_rooms')).toMatchObject({ '{editors="2-5"}': 1, '{editors="1"}': 0 })
  raw.socket.terminate()
  one.stop()
  two.stop()
  await waitFor('the room to be closed', () => readOne('autograph_open_rooms') === 0)
  expect(readOne('autograph_sync_sockets')).toBe(0)
  expect(Object.values(read('autograph_sync_sessions'))).toEqual([0, 0, 0])
})

it('counts messages and characters exactly, and who comes back', async () => {
  const { seat } = await sync.open()
  const raw = sync.openRaw(seat)
  const connect = JSON.stringify({
    type: 'connect',
    connectRequestId: 'c',
    lastServerClock: 3,
    protocolVersion: 7,
    schema: serializedDocumentSchema,
  })
  for (const text of [connect, '{"type":"ping"}', '{"type":"ping"}']) await raw.send(text)
  await waitFor('the answers', () => raw.received.length === 3)
  expect(read('autograph_sync_messages_total')).toEqual({ '{direction="in"}': 3, '{direction="out"}': 3 })
  expect(read('autograph_sync_bytes_total')).toEqual({
    '{direction="in"}': connect.length + 2 * '{"type":"ping"}'.length,
    '{direction="out"}': raw.received.join('').length,
  })
  expect(readOne('autograph_sync_reconnects_total')).toBe(1)
})

it('knows what is not durable yet, and how long it took', async () => {
  const store = new GatedStore()
  const { connect } = await sync.open({ store })
  const client = connect()
  await client.untilConnected()
  const flushes = readOne('autograph_sync_flush_duration_seconds_count') ?? 0
  const open = store.close()
  client.store.put([makeShape({ id: 'a' })])
  await waitFor('a flush at the gate', () => store.isWaiting)
  const waiting = readOne('autograph_sync_unsaved_records') ?? 0
  expect(waiting).toBeGreaterThanOrEqual(1)
  client.store.put([makeShape({ id: 'b' }), makeShape({ id: 'c' })])
  await waitFor('two more records', () => readOne('autograph_sync_unsaved_records') === waiting + 2)
  open()
  await client.untilSaved()
  expect(readOne('autograph_sync_unsaved_records')).toBe(0)
  expect(readOne('autograph_sync_flush_duration_seconds_count')).toBe(flushes + 2)
  expect(readOne('autograph_sync_acknowledgement_delay_seconds_count')).toBe(flushes + 2)
  expect(readOne('autograph_sync_flush_records_sum')).toBeGreaterThanOrEqual(3)
})

it('counts flushes that fail, and sockets by what they were closed with', async () => {
  const store = new GatedStore()
  const { seat, connect } = await sync.open({ store })
  const client = connect()
  await client.untilConnected()
  store.around = () => Promise.reject(new Error('no database'))
  client.store.put([makeShape({ id: 'a' })])
  await waitFor('a failure', () => (readOne('autograph_sync_flush_failures_total') ?? 0) > 0)
  store.around = null
  await client.untilSaved()
  await sync.openRaw(seat, { headers: { cookie: '' } }).closed
  expect(read('autograph_sync_refusals_total')).toEqual({ '{code="4401"}': 1 })
})
