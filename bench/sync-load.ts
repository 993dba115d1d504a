import { setTimeout as delay } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { serializedDocumentSchema } from '@/lib/features/documents/document-schema'
import type { ServerEvent } from '@/lib/sync/protocol'
import { makeShape } from '@/lib/testing/make-shape'

interface Load {
  url: string
  headers: Record<string, string>
  clientCount: number
  editsPerSecond: number
  warmUpMs: number
  measureMs: number
}

export interface LoadResult {
  /** From sending an edit to its arrival at another client, one value per edit and receiver. */
  latenciesMs: number[]
  /** Arrivals that did not happen. */
  lost: number
}

const arriveWithinMs = 30_000

/** Many bare clients of the protocol in one process, so that all times come from one clock. */
export async function measureLoad(load: Load): Promise<LoadResult> {
  const log = new ArrivalLog()
  const clients = Array.from({ length: load.clientCount }, (_, index) => new LoadClient(index, load, log))
  await Promise.all(clients.map((client) => client.ready))
  for (const client of clients) client.start()
  await delay(load.warmUpMs)
  log.isMeasuring = true
  await delay(load.measureMs)
  log.isMeasuring = false
  for (const client of clients) client.stop()
  const expected = log.sentAt.size * (load.clientCount - 1)
  const deadline = performance.now() + arriveWithinMs
  while (log.latenciesMs.length < expected && performance.now() < deadline) await delay(20)
  for (const client of clients) client.close()
  return { latenciesMs: log.latenciesMs, lost: expected - log.latenciesMs.length }
}

/** Edits are told apart by the x they move their shape to. */
class ArrivalLog {
  isMeasuring = false
  readonly sentAt = new Map<number, number>()
  readonly latenciesMs: number[] = []
  private lastX = 0

  send(): number {
    const x = ++this.lastX
    if (this.isMeasuring) this.sentAt.set(x, performance.now())
    return x
  }

  arrive(x: number): void {
    const sentAt = this.sentAt.get(x)
    if (sentAt !== undefined) this.latenciesMs.push(performance.now() - sentAt)
  }
}

class LoadClient {
  readonly ready: Promise<void>
  private readonly socket: WebSocket
  private readonly id: string
  private clientClock = 0
  private timer: NodeJS.Timeout | undefined
  private resolveReady = () => {}

  constructor(
    private readonly index: number,
    private readonly load: Load,
    private readonly log: ArrivalLog,
  ) {
    const shape = makeShape({ id: `load-${index}` })
    this.id = shape.id
    this.socket = new WebSocket(`${load.url}?sessionId=load-${index}`, { headers: load.headers })
    this.ready = new Promise((resolve, reject) => {
      this.resolveReady = resolve
      this.socket.on('close', (code) => reject(new Error(`a client was closed with ${code}`)))
    })
    this.socket.on('open', () =>
      this.send({
        type: 'connect',
        connectRequestId: 'c',
        lastServerClock: 0,
        protocolVersion: 7,
        schema: serializedDocumentSchema,
      }),
    )
    this.socket.on('message', (data) => this.receive(JSON.parse(String(data))))
  }

  start(): void {
    const everyMs = 1_000 / this.load.editsPerSecond
    setTimeout(
      () => {
        this.timer = setInterval(() => this.push(['patch', { x: ['put', this.log.send()] }]), everyMs)
      },
      (everyMs * this.index) / this.load.clientCount,
    )
  }

  stop(): void {
    clearInterval(this.timer)
  }

  close(): void {
    this.socket.close()
  }

  private push(op: unknown): void {
    this.send({ type: 'push', clientClock: this.clientClock++, diff: { [this.id]: op } })
  }

  private send(message: object): void {
    this.socket.send(JSON.stringify(message))
  }

  private receive(event: ServerEvent): void {
    if (event.type === 'connect') this.push(['put', makeShape({ id: `load-${this.index}` })])
    if (event.type !== 'data') return
    for (const each of event.data) {
      if (each.type === 'push_result') this.resolveReady()
      else
        for (const op of Object.values(each.diff)) {
          const x = op[0] === 'patch' ? op[1].x?.[1] : undefined
          if (typeof x === 'number') this.log.arrive(x)
        }
    }
  }
}
