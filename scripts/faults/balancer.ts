import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

interface Backend {
  port: number
  isReady: boolean
}

export interface Balancer {
  url: string
  /** Of those it knows, how many are ready now. */
  readonly readyCount: number
  stop(): Promise<void>
}

const checkEveryMs = 100
const syncPath = /^GET (\/api\/sync\/[^ ?]+)/

/**
 * What stands before several processes: asks each whether it is ready, spreads connections over those that are, sends
 * everybody of one diagram to the same one, and tries the next one when a connection is refused. No retries beyond that.
 */
export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  const backends: Backend[] = ports.map((port) => ({ port, isReady: false }))
  const sockets = new Set<Socket>()
  let isStopped = false
  let turn = 0

  const check = async (backend: Backend) => {
    while (!isStopped) {
      const answer = await fetch(`http://127.0.0.1:${backend.port}/api/health/ready`, {
        headers: { connection: 'close' },
      }).catch(() => null)
      backend.isReady = answer?.ok ?? false
      await delay(checkEveryMs)
    }
  }
  const checking = backends.map(check)

  /** Those to try, the best first. */
  const choose = (head: string): Backend[] => {
    const ready = backends.filter(({ isReady }) => isReady)
    const path = syncPath.exec(head)?.[1]
    const first = path ? hash(path) : turn++
    return ready.map((_, index) => ready[(first + index) % ready.length]!)
  }

  const pass = async (client: Socket) => {
    const track = (socket: Socket) => {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => sockets.delete(socket))
    }
    track(client)
    const [head] = (await once(client, 'data').catch(() => [])) as Buffer[]
    client.pause()
    if (!head) return
    for (const { port } of choose(head.toString('latin1'))) {
      const target = connect({ port, host: '127.0.0.1' })
      track(target)
      const isThere = await once(target, 'connect').then(
        () => true,
        () => false,
      )
      if (!isThere) continue
      target.write(head)
      client.pipe(target)
      target.pipe(client)
      client.on('close', () => target.destroy())
      target.on('close', () => client.destroySoon())
      return
    }
    client.end('HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  }

  const server = createServer((client) => void pass(client))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get readyCount() {
      return backends.filter(({ isReady }) => isReady).length
    },
    async stop() {
      isStopped = true
      server.close()
      for (const socket of sockets) socket.destroy()
      await Promise.all(checking)
    },
  }
}

const hash = (text: string) => [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65_521, 7)
