import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { ChaosPipe, type PipeFaults } from './chaos-pipe'
import { Random } from './random'

export interface ChaosFaults {
  /** From whoever connects to the proxy. */
  up?: PipeFaults
  /** Back to whoever connects. */
  down?: PipeFaults
  /** Nobody listens: connecting is refused at once. Open connections are reset. */
  refuse?: boolean
  /** When one side is gone the other is not told, as when a cable is pulled. */
  silentEnd?: boolean
}

export interface ChaosProxyOptions {
  /** Where connections lead; asked for each one, so that it may move. */
  getTarget(): { host?: string; port: number }
  port?: number
  seed?: number
}

interface Link {
  sockets: [client: Socket, target: Socket]
  pipes: ChaosPipe[]
}

/** A TCP proxy that harms what passes through it. It knows nothing of what that is, except WebSocket frames if asked. */
export class ChaosProxy {
  port = 0
  private faults: ChaosFaults = {}
  private readonly links = new Set<Link>()
  private readonly random: Random
  private server: Server | null = null

  private constructor(private readonly options: ChaosProxyOptions) {
    this.random = new Random(options.seed ?? 1)
    this.port = options.port ?? 0
  }

  static async start(options: ChaosProxyOptions): Promise<ChaosProxy> {
    const proxy = new ChaosProxy(options)
    await proxy.listen()
    return proxy
  }

  get connections(): number {
    return this.links.size
  }

  /** Replaces all faults; `{}` heals. */
  async set(faults: ChaosFaults): Promise<void> {
    this.faults = faults
    for (const { pipes } of this.links) for (const pipe of pipes) pipe.refresh()
    if (faults.refuse) {
      await this.close()
      this.reset()
    } else await this.listen()
  }

  /** Resets every open connection; new ones are served. */
  reset(): void {
    for (const link of this.links) this.end(link, 'reset')
  }

  async stop(): Promise<void> {
    this.faults = {}
    await this.close()
    this.reset()
  }

  private async listen(): Promise<void> {
    if (this.server) return
    // A side that has said everything may still be listening.
    const server = createServer({ allowHalfOpen: true }, (client) => this.link(client))
    this.server = server
    server.listen(this.port, '127.0.0.1')
    await once(server, 'listening')
    this.port = (server.address() as AddressInfo).port
  }

  private async close(): Promise<void> {
    this.server?.close()
    this.server = null
  }

  private link(client: Socket): void {
    const { host = '127.0.0.1', port } = this.options.getTarget()
    const target = connect({ host, port, allowHalfOpen: true })
    const link: Link = { sockets: [client, target], pipes: [] }
    this.links.add(link)
    const { random } = this
    const end = (how: 'end' | 'reset') => this.end(link, how)
    link.pipes = [
      new ChaosPipe({ from: client, to: target, getFaults: () => this.faults.up ?? {}, random, end }),
      new ChaosPipe({ from: target, to: client, getFaults: () => this.faults.down ?? {}, random, end }),
    ]
    for (const socket of link.sockets) {
      socket.setNoDelay(true)
      socket.on('error', () => {})
      socket.on('close', (hadError) => this.lose(link, hadError ? 'reset' : 'end'))
    }
    for (const pipe of link.pipes) pipe.refresh()
  }

  private lose(link: Link, how: 'end' | 'reset'): void {
    if (!this.faults.silentEnd || link.sockets.every((socket) => socket.destroyed)) this.end(link, how)
  }

  private end(link: Link, how: 'end' | 'reset'): void {
    this.links.delete(link)
    for (const socket of link.sockets) {
      if (how === 'reset') socket.resetAndDestroy()
      else socket.destroySoon()
    }
  }
}
