import { WebSocket } from 'ws'
import { closeCodes } from './close-codes'

const messageTooBig = 1009

/** A frame over the limit is closed by `ws` with 1009; ours has one code for whatever is too large. */
export class SyncWebSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    if (code === messageTooBig) super.close(closeCodes.tooLarge, 'a message may have at most 8 MiB')
    else super.close(code, reason)
  }
}
