import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DiagramSocket, type SocketLike } from './diagram-socket'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

type Events = {
  onopen: () => void
  onmessage: (event: { data: string }) => void
  onclose: (event: { code: number; reason: string }) => void
}

/** A server that lets everybody in, and says `pong` and how it ends. */
function openSocketTo(opened: number[]) {
  let current: Events | null = null
  const startedAtMs = Date.now()
  const openSocket = (): SocketLike => {
    opened.push(Date.now() - startedAtMs)
    const socket: SocketLike = { onopen: null, onmessage: null, onclose: null, onerror: null, send() {}, close() {} }
    queueMicrotask(() => {
      current = socket as object as Events
      current.onopen()
      current.onmessage({ data: '{"type":"pong"}' })
    })
    return socket
  }
  return { openSocket, end: (code: number) => current?.onclose({ code, reason: '' }) }
}

test('who is told that it is too much comes back more slowly each time, until it has behaved for a minute', async () => {
  const opened: number[] = []
  const server = openSocketTo(opened)
  const socket = new DiagramSocket({
    getAddress: () => 'ws://test',
    openSocket: server.openSocket,
    random: () => 1,
    onFault: (error) => expect.fail(String(error)),
  })
  const waits: number[] = []
  for (let turn = 0; turn < 6; turn++) {
    await vi.advanceTimersByTimeAsync(100)
    expect(socket.phase.get()).toEqual({ type: 'online' })
    server.end(4429)
    expect(socket.phase.get()).toEqual({ type: 'waiting', busy: true })
    const before = opened.length
    while (opened.length === before) await vi.advanceTimersByTimeAsync(100)
    waits.push(Math.round((opened.at(-1)! - opened.at(-2)!) / 1_000))
  }
  expect(waits).toEqual([5, 10, 20, 40, 60, 60])
  await vi.advanceTimersByTimeAsync(61_000)
  server.end(4429)
  const before = opened.length
  await vi.advanceTimersByTimeAsync(5_100)
  expect(opened.length).toBe(before + 1)
  socket.close()
})
