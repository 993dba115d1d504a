import type { TLShapeId } from '@tldraw/tlschema'
import type { TLAssetStore } from 'tldraw'
import { WebSocket } from 'ws'
import { DiagramClient } from '@/lib/sync/client/diagram-client'
import type { SaveState } from '@/lib/sync/client/save-state'
import type { ClientEvent, ServerEvent } from '@/lib/sync/protocol'
import { collectDiffs, type Ledger, readNumbers } from '@/lib/testing/ledger'
import { makeShape } from '@/lib/testing/make-shape'

interface DrawerOptions {
  name: string
  /** Where the app is reached; asked at each attempt. */
  getOrigin(): string
  cookie: string
  diagramId: string
  ledger: Ledger
}

const assets: TLAssetStore = { upload: () => Promise.reject(new Error('nothing is uploaded by hand')) }
/** Each person owns so many shapes and goes on changing them, so that a long test makes no huge document. */
const ownShapes = 20

/** A person who draws without pause, with the product's own client: everything but the canvas. */
export class Drawer {
  readonly client: DiagramClient
  readonly faults: unknown[] = []
  /** Every state that the screen has shown, with its time. */
  readonly states: { status: SaveState['status']; atMs: number }[] = []
  /** Times at which something was acknowledged. */
  readonly acknowledgedAtMs: number[] = []
  /** Why connections ended. */
  readonly closes: { code: number; reason: string; atMs: number }[] = []
  private readonly pushes = new Map<number, ClientEvent>()
  private count = 0
  private timer: NodeJS.Timeout | undefined

  constructor(private readonly options: DrawerOptions) {
    const { name, diagramId, getOrigin } = options
    this.client = new DiagramClient({
      diagramId,
      user: { id: name, name, color: '#2b50e0' },
      assets,
      getAddress: () => `${getOrigin().replace('http', 'ws')}/api/sync/${diagramId}`,
      openSocket: (address) => this.openSocket(address),
      onFault: (error) => this.faults.push(error),
      keptChanges: { put: async () => {}, list: async () => [], remove: async () => {} },
      claims: { hold: async () => () => {}, take: async () => null },
      onNotice: () => {},
      now: () => performance.now(),
    })
    this.watch()
  }

  get status(): SaveState['status'] {
    return this.client.saveState.get().status
  }

  start(everyMs: number): void {
    this.timer = setInterval(() => this.draw(), everyMs)
  }

  pause(): void {
    clearInterval(this.timer)
  }

  stop(): void {
    this.pause()
    clearInterval(this.watching)
    this.client.stop()
  }

  draw(): void {
    if (!this.client.loaded.get()) return
    const shape = makeShape({ id: `${this.options.name}-${this.count % ownShapes}`, meta: { n: ++this.count } })
    const existing = this.client.store.get(shape.id as TLShapeId)
    this.client.store.put([existing ? { ...existing, x: this.count, meta: shape.meta } : shape])
  }

  private watching: NodeJS.Timeout | undefined

  private watch(): void {
    this.watching = setInterval(() => {
      if (this.states.at(-1)?.status !== this.status) this.states.push({ status: this.status, atMs: performance.now() })
    }, 20)
  }

  private openSocket(address: string): WebSocket {
    const { cookie, getOrigin } = this.options
    const socket = new WebSocket(address, { headers: { cookie, origin: getOrigin() } })
    socket.on('error', () => {})
    socket.on('close', (code, reason) => this.closes.push({ code, reason: String(reason), atMs: performance.now() }))
    socket.on('message', (data) => this.receive(JSON.parse(String(data))))
    const send = socket.send.bind(socket)
    socket.send = (data: string) => {
      const event = JSON.parse(data) as ClientEvent
      if (event.type === 'push') this.pushes.set(event.clientClock, event)
      send(data)
    }
    return socket
  }

  private receive(event: ServerEvent): void {
    const { ledger } = this.options
    ledger.noteSeen(readNumbers(collectDiffs(event)))
    if (event.type !== 'data') return
    for (const each of event.data) {
      if (each.type !== 'push_result') continue
      const push = this.pushes.get(each.clientClock)
      this.pushes.delete(each.clientClock)
      if (push?.type !== 'push' || !push.diff || each.action === 'discard') continue
      ledger.noteAcknowledged(readNumbers(push.diff))
      this.acknowledgedAtMs.push(performance.now())
    }
  }
}
