import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { getEchoPath } from '@/lib/platform/net/echo-path'

const maxMessageBytes = 256
const lifeMs = 5_000

/** Gives back what it is told, once, to whoever knows the path: the health check of live editing. It knows no rooms. */
export class EchoSockets {
  private readonly server = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
  })

  /** False when the request is not for us. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    if (request.url !== getEchoPath()) return false
    this.server.handleUpgrade(request, socket, head, (raw) => {
      const life = setTimeout(() => raw.terminate(), lifeMs)
      life.unref()
      raw.on('error', () => {}).on('close', () => clearTimeout(life))
      raw.once('message', (said) => raw.send(String(said), () => raw.close()))
    })
    return true
  }

  stop(): void {
    for (const raw of this.server.clients) raw.terminate()
  }
}
