import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type RoomSnapshot, TLSocketRoom } from '@tldraw/sync-core'
import { createTLSchema, defaultBindingSchemas, defaultShapeSchemas, type TLRecord } from 'tldraw'
import { type WebSocket, WebSocketServer } from 'ws'

/** tldraw's room on a bare socket server, in memory, with handles for trouble: the peer that clients are tried against. */
export interface BareRoom {
  readonly address: string
  readonly sockets: Set<WebSocket>
  records(): TLRecord[]
  /** What the next connections meet instead of the room; null lets them in. */
  refuseWith(refusal: { code: number; reason?: string } | null): void
  /** Holds the server's messages back, as a database that is down does. */
  hold(held: boolean): void
  /** Cuts every connection as a lost network does. */
  cut(): void
  setReadonly(isReadonly: boolean): void
  stop(): Promise<void>
}

export async function startBareRoom(initialSnapshot?: RoomSnapshot): Promise<BareRoom> {
  const schema = createTLSchema({ shapes: defaultShapeSchemas, bindings: defaultBindingSchemas })
  const room = new TLSocketRoom<TLRecord, void>({ schema, ...(initialSnapshot ? { initialSnapshot } : {}) })
  const server = createServer()
  const sockets = new Set<WebSocket>()
  const waiting: (() => void)[] = []
  let refusal: { code: number; reason?: string } | null = null
  let held = false
  let isReadonly = false

  new WebSocketServer({ server }).on('connection', (socket, request) => {
    if (refusal) return socket.close(refusal.code, refusal.reason)
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    const send = socket.send.bind(socket)
    const holding = (data: string) => (held ? void waiting.push(() => send(data)) : send(data))
    Object.assign(socket, { send: holding })
    const sessionId = new URL(request.url ?? '', 'http://localhost').searchParams.get('sessionId') ?? ''
    room.handleSocketConnect({ sessionId, socket, isReadonly })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    address: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    sockets,
    records: () => room.getCurrentSnapshot().documents.map(({ state }) => state as TLRecord),
    refuseWith: (next) => {
      refusal = next
    },
    hold: (next) => {
      held = next
      if (!held) for (const send of waiting.splice(0)) send()
    },
    cut: () => {
      for (const socket of sockets) socket.terminate()
      waiting.splice(0)
    },
    setReadonly: (next) => {
      isReadonly = next
    },
    stop: () => stop(server, sockets, room),
  }
}

async function stop(server: Server, sockets: Set<WebSocket>, room: { close(): void }): Promise<void> {
  room.close()
  for (const socket of sockets) socket.terminate()
  await new Promise((resolve) => server.close(resolve))
}
