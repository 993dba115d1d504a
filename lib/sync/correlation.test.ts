import { expect, it } from 'vitest'
import { onQuery } from '@/lib/platform/db/watch-queries'
import { captureLog } from '@/lib/testing/capture-log'
import { useDatabase } from '@/lib/testing/database'
import { useSync } from '@/lib/testing/sync-fixture'
import { waitFor } from '@/lib/testing/wait-for'

useDatabase()
const log = captureLog()
const sync = useSync()

it('what a socket causes carries its correlation id, once, down to the statements of its room', async () => {
  const { seat } = await sync.open()
  const texts: string[] = []
  const stop = onQuery(({ correlationId, text }) => {
    if (correlationId === 'socket-of-ann') texts.push(text)
  })
  const raw = sync.openRaw(seat, { headers: { 'x-correlation-id': 'socket-of-ann' } })
  await waitFor('its room to be opened', () => texts.some((text) => text.includes('diagram_leases')))
  await waitFor('that to be logged', () => log.lines.some(({ msg }) => msg === 'room opened'))
  raw.socket.terminate()
  await waitFor('its end', () => log.lines.some(({ msg }) => msg === 'socket closed'))
  stop()
  const closed = log.text.split('\n').find((line) => line.includes('socket closed'))
  expect(closed?.match(/"correlationId":"socket-of-ann"/g)).toHaveLength(1)
  expect(log.lines.find(({ msg }) => msg === 'room opened')).toMatchObject({ correlationId: 'socket-of-ann' })
})
