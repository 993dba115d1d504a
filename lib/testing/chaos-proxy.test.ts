import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { ChaosProxy } from './chaos-proxy'
import { waitFor } from './wait-for'

let server: Server
let proxy: ChaosProxy
let accepted: Socket[]
const clients: Socket[] = []

beforeEach(async () => {
  accepted = []
  server = createServer((socket) => {
    accepted.push(socket)
    socket.on('error', () => {})
    socket.pipe(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  proxy = await ChaosProxy.start({ getTarget: () => ({ port: (server.address() as AddressInfo).port }) })
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy()
  await proxy.stop()
  for (const socket of accepted) socket.destroy()
  server.close()
})

/** A connection through the proxy that remembers what it met. */
async function open() {
  const socket = connect({ port: proxy.port, host: '127.0.0.1' })
  clients.push(socket)
  const met = { socket, text: '', end: null as string | null }
  socket.on('data', (chunk) => {
    met.text += chunk
  })
  socket.on('error', (error: NodeJS.ErrnoException) => {
    met.end = error.code ?? 'error'
  })
  socket.on('close', () => {
    met.end ??= 'end'
  })
  await waitFor('an answer', () => socket.readyState === 'open' || met.end)
  return met
}

const has = (met: { text: string }, text: string) => waitFor(text, () => met.text === text)

/** Something that arrives after what was sent before it, on another connection. */
async function settle(): Promise<void> {
  const other = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' })
  clients.push(other)
  other.write('x')
  await once(other, 'data')
}

it('passes everything, and the end', async () => {
  const met = await open()
  met.socket.write('hello')
  await has(met, 'hello')
  met.socket.end()
  await waitFor('the end', () => met.end === 'end')
  await waitFor('no connections', () => proxy.connections === 0)
})

it('delays, and keeps the order whatever the jitter', async () => {
  await proxy.set({ up: { delayMs: 60, jitterMs: 40 } })
  const met = await open()
  const startMs = performance.now()
  for (const letter of 'abcdef') {
    met.socket.write(letter)
    await settle()
  }
  await has(met, 'abcdef')
  expect(performance.now() - startMs).toBeGreaterThanOrEqual(59)
})

it('throttles', async () => {
  await proxy.set({ down: { bytesPerSecond: 200_000 } })
  const met = await open()
  const startMs = performance.now()
  met.socket.write('x'.repeat(40_000))
  await waitFor('all of it', () => met.text.length === 40_000)
  expect(performance.now() - startMs).toBeGreaterThan(150)
})

it('loses what is sent while it swallows, on open connections too', async () => {
  const met = await open()
  met.socket.write('a')
  await has(met, 'a')
  await proxy.set({ up: { swallow: true } })
  met.socket.write('b')
  await settle()
  await proxy.set({})
  met.socket.write('c')
  await has(met, 'ac')
})

it('holds everything back while it stalls, and loses nothing', async () => {
  const met = await open()
  await proxy.set({ up: { stall: true }, down: { stall: true } })
  met.socket.write('later')
  await settle()
  expect(met.text).toBe('')
  await proxy.set({})
  await has(met, 'later')
})

it('truncates', async () => {
  await proxy.set({ down: { truncateAfterBytes: 5 } })
  const met = await open()
  met.socket.write('0123456789')
  await waitFor('the end', () => met.end)
  expect([met.text, met.end]).toEqual(['01234', 'end'])
})

it('resets after some bytes, and when told', async () => {
  await proxy.set({ up: { resetAfterBytes: 3 } })
  const first = await open()
  first.socket.write('0123456789')
  await waitFor('a reset', () => first.end === 'ECONNRESET')
  await proxy.set({})
  const second = await open()
  second.socket.write('a')
  await has(second, 'a')
  proxy.reset()
  await waitFor('a reset', () => second.end === 'ECONNRESET')
})

it('refuses, and listens on the same port again', async () => {
  const before = await open()
  await proxy.set({ refuse: true })
  await waitFor('a reset', () => before.end)
  expect((await open()).end).toBe('ECONNREFUSED')
  await proxy.set({})
  const met = await open()
  met.socket.write('back')
  await has(met, 'back')
})

it('leaves a side half open', async () => {
  await proxy.set({ silentEnd: true })
  const met = await open()
  met.socket.write('a')
  await has(met, 'a')
  let isToldOfEnd = false
  accepted[0]?.on('close', () => {
    isToldOfEnd = true
  })
  met.socket.resetAndDestroy()
  await settle()
  await settle()
  expect(isToldOfEnd).toBe(false)
  await proxy.stop()
  await waitFor('the end', () => isToldOfEnd)
})

describe('WebSocket frames', () => {
  async function listen(faults: Parameters<ChaosProxy['set']>[0]) {
    const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' })
    await once(sockets, 'listening')
    const through = await ChaosProxy.start({ getTarget: () => ({ port: (sockets.address() as AddressInfo).port }) })
    await through.set(faults)
    const received: string[] = []
    sockets.on('connection', (socket) => socket.on('message', (data) => received.push(String(data))))
    const client = new WebSocket(`ws://127.0.0.1:${through.port}`)
    await once(client, 'open')
    const stop = async () => {
      client.terminate()
      await through.stop()
      sockets.close()
    }
    return { client, received, stop }
  }

  it('are duplicated whole, of every length', async () => {
    const { client, received, stop } = await listen({ up: { duplicateFrames: 1 } })
    const messages = ['a', 'b'.repeat(200), 'c'.repeat(70_000)]
    for (const message of messages) client.send(message)
    await waitFor('six messages', () => received.length === 6)
    expect(received).toEqual(messages.flatMap((message) => [message, message]))
    client.close()
    await once(client, 'close')
    await stop()
  })

  it('are dropped whole', async () => {
    const { client, received, stop } = await listen({ up: { dropFrames: 0.5 } })
    const sent = Array.from({ length: 40 }, (_, index) => `message ${index}`)
    for (const message of sent) client.send(message)
    client.close()
    await once(client, 'close')
    expect(received.length).toBeGreaterThan(5)
    expect(received.length).toBeLessThan(35)
    expect(sent).toEqual(expect.arrayContaining(received))
    await stop()
  })
})
