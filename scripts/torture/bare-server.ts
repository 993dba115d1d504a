import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { type RoomSnapshot, TLSocketRoom } from '@tldraw/sync-core'
import { createTLSchema, type TLRecord } from '@tldraw/tlschema'
import { WebSocketServer } from 'ws'

const snapshotEveryMs = 2_000

/** What the library's examples do: a room in memory and, given a path, now and then a snapshot. Returns its stop. */
export function startBareServer(server: Server, path: string | null): () => Promise<void> {
  const initialSnapshot: RoomSnapshot | undefined =
    path && existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
  const room = new TLSocketRoom<TLRecord, void>({
    schema: createTLSchema(),
    log: {},
    ...(initialSnapshot ? { initialSnapshot } : {}),
  })
  const save = () => {
    if (!path) return
    writeFileSync(`${path}.new`, JSON.stringify(room.getCurrentSnapshot()))
    renameSync(`${path}.new`, path)
  }
  setInterval(save, snapshotEveryMs)
  new WebSocketServer({ server }).on('connection', (socket, request) => {
    const sessionId = new URL(request.url ?? '', 'http://_').searchParams.get('sessionId') ?? ''
    room.handleSocketConnect({ sessionId, socket })
  })
  return async () => save()
}
