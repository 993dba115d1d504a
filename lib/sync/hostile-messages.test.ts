import { describe, expect, it } from 'vitest'
import { ChaosProxy } from '@/lib/testing/chaos-proxy'
import type { Frame } from '@/lib/testing/frame-socket'
import { connectMessage, nested, outcomeOf, push, put, useHostileRoom, withProto } from '@/lib/testing/hostile-room'
import { makeShape } from '@/lib/testing/make-shape'
import { waitFor } from '@/lib/testing/wait-for'

const room = useHostileRoom()

describe('frames', () => {
  const text = (payload: string | Uint8Array, more: Partial<Frame> = {}): Frame => ({ opcode: 1, payload, ...more })
  it.each<[string, Frame[], number[]]>([
    ['garbage as binary', [{ opcode: 2, payload: Buffer.from([0, 1, 2, 255]) }], [1007]],
    ['a message as binary', [{ opcode: 2, payload: JSON.stringify({ type: 'shout' }) }], [4099]],
    ['text that is no UTF-8', [text(Buffer.from([0x7b, 0xff, 0xfe]))], [1007]],
    ['half of a character', [text(Buffer.from([0xf0, 0x9f]))], [1007]],
    ['an empty message', [text('')], [1007]],
    ['a frame without a mask', [text('{}', { isMasked: false })], [1002]],
    ['a reserved kind', [{ opcode: 3 }], [1002]],
    ['a reserved kind of control', [{ opcode: 11 }], [1002]],
    ['reserved bits', [text('{}', { reserved: 4 })], [1002]],
    ['a continuation of nothing', [{ opcode: 0, payload: '{}' }], [1002]],
    ['a second beginning', [text('{', { isFinal: false }), text('}')], [1002]],
    ['a ping in parts', [{ opcode: 9, isFinal: false }], [1002]],
    ['a ping that is too long', [{ opcode: 9, payload: 'x'.repeat(126) }], [1002]],
    ['a close with half a code', [{ opcode: 8, payload: 'x' }], [1002]],
    ['a close with a code that is none', [{ opcode: 8, payload: Buffer.from([0, 5]) }], [1002]],
    ['the promise of 9 MiB', [text('{', { claimedLength: 9n * 1024n * 1024n })], [4413]],
    ['the promise of all memory', [text('{', { claimedLength: 2n ** 63n - 1n })], [4413]],
    [
      '9 MiB in parts',
      [
        text('{"', { isFinal: false }),
        ...Array<Frame>(9).fill({ opcode: 0, payload: 'x'.repeat(2 ** 20), isFinal: false }),
      ],
      [4413],
    ],
    [
      'more parts than a message has',
      [text('{', { isFinal: false }), ...Array<Frame>(20_000).fill({ opcode: 0, payload: ' ', isFinal: false })],
      [1008],
    ],
  ])('%s', async (_, frames, codes) => {
    const socket = await room.openFrames()
    socket.send(...frames)
    expect(codes).toContain(await socket.closed)
  })

  it('many sockets that never finish their messages are closed, and hold little', async () => {
    const before = process.memoryUsage().rss
    const parts = Array<Frame>(15_000).fill({ opcode: 0, payload: 'x', isFinal: false })
    const sockets = await Promise.all(Array.from({ length: 20 }, room.openFrames))
    for (const socket of sockets) socket.send(text('{', { isFinal: false }), ...parts)
    await outcomeOf(await room.enter())
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
    for (const socket of sockets) socket.end()
  })
})

describe('messages', () => {
  it.each<[string, string | object, number | 'served']>([
    ['nothing', '{}', 4099],
    ['null', 'null', 1007],
    ['an array', '[]', 1007],
    ['half of an object', '{"type":"ping"', 4099],
    ['a list of types', { type: ['push'] }, 4099],
    ['an object deeper than anybody draws', `{"type":"ping","x":${nested(200_000)}}`, 4099],
    ['the same with what cannot be stored', `{"type":"ping","y":"\\u0000","x":${nested(200_000)}}`, 4099],
    ['no protocol version', { ...connectMessage, protocolVersion: undefined }, 4099],
    ['a protocol version of text', { ...connectMessage, protocolVersion: '7' }, 'served'],
    ['a newer protocol', { ...connectMessage, protocolVersion: 1e9 }, 4099],
    ['an older protocol', { ...connectMessage, protocolVersion: -1 }, 4099],
    ['a schema of nonsense', { ...connectMessage, schema: { schemaVersion: 2, sequences: 7 } }, 4099],
    [
      'a schema from Object.prototype',
      withProto(
        '{"type":"connect","connectRequestId":"c","lastServerClock":0,"protocolVersion":7,"schema":{"PROTO":{"schemaVersion":2}}}',
      ),
      4099,
    ],
    [
      'a schema of another time',
      { ...connectMessage, schema: { schemaVersion: 2, sequences: { 'com.tldraw.store': 99 } } },
      4099,
    ],
    ['a second connect', connectMessage, 'served'],
    ['a clock beyond all numbers', `{"type":"push","clientClock":1e999,"diff":{}}`, 4099],
    ['a push without anything', { type: 'push', clientClock: 1 }, 'served'],
    ['presence of nothing', push(undefined, ['put', null]), 4099],
    ['presence of an unknown form', push(undefined, ['put', { cursor: 'here' }]), 4099],
    ['a chunk that announces a million more', '999999_{', 'served'],
  ])('%s', async (_, message, outcome) => {
    const raw = await room.enter()
    await raw.send(message)
    if (outcome === 'served' && typeof message === 'string') await raw.send('999998_"')
    else expect(await outcomeOf(raw)).toBe(outcome)
  })

  it('count for nothing before a connect, and after a close', async () => {
    const early = room.openRaw()
    await early.send(put({ ...makeShape({ id: 'early' }) }))
    await early.send(connectMessage)
    await waitFor('the hydration', () => early.received.length > 0)
    const late = await room.enter()
    await late.send({ type: 'shout' })
    await late.send(put({ ...makeShape({ id: 'late' }) }))
    await late.closed
    const other = room.world.connect()
    await other.untilConnected()
    expect(other.getRecords().filter(({ id }) => /early|late/.test(id))).toEqual([])
  })
})

it('half-open sockets are let go, and their tab comes back', async () => {
  const proxy = await ChaosProxy.start({
    getTarget: () => ({ port: Number(new URL(room.world.server.urlOf('x')).port) }),
  })
  const url = room.world.server.urlOf(room.world.diagramId).replace(/:\d+/, `:${proxy.port}`)
  const options = { getUrl: () => url, sessionId: 'tab', reconnectDelayMs: 10 }
  const lost = room.world.connect(options)
  await lost.untilConnected()
  await proxy.set({ up: { swallow: true }, down: { swallow: true }, silentEnd: true })
  lost.store.put([makeShape({ id: 'unheard' })])
  lost.socket.cut()
  await proxy.set({})
  await lost.untilSaved()
  await waitFor('what was not heard', () => room.artist.store.has('shape:unheard' as never))
  await proxy.stop()
})
