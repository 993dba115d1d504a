import { WebSocket } from 'ws'
import { closeCodes } from './close-codes'
import { countClosed, getTraffic } from './sync-metrics'

const messageTooBig = 1009
const ourCodes = new Set<number>(Object.values(closeCodes))

/** A frame over the limit is closed by `ws` with 1009; ours has one code for whatever is too large. It counts what it does. */
export class SyncWebSocket extends WebSocket {
  private readonly traffic = getTraffic()

  override close(code?: number, reason?: string | Buffer): void {
    if (code === messageTooBig) {
      this.close(closeCodes.tooLarge, 'a message may have at most 8 MiB')
      return
    }
    if (code !== undefined && ourCodes.has(code) && this.readyState === WebSocket.OPEN) countClosed(code)
    super.close(code, reason)
  }

  override send(text: string): void {
    this.traffic.out.messages++
    this.traffic.out.bytes += text.length
    super.send(text)
  }
}
