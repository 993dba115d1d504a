import type { WebSocket } from 'ws'
import { minuteMs } from '@/lib/core/time'
import { getEnv } from '@/lib/platform/env/env'
import { countUse, type Limit } from '@/lib/platform/limits/count-use'
import { TokenBucket } from '@/lib/platform/limits/token-bucket'
import { closeCodes, SocketRefusal } from './close-codes'

/** How much one person, one address and one socket may have; 0 is no limit. */
export interface SocketLimits {
  perUser: number
  perAddress: number
  openedPerMinute: number
  messagesPerSecond: number
  bytesPerSecond: number
}

export function readSocketLimits(): SocketLimits {
  const env = getEnv()
  return {
    perUser: env.SOCKETS_PER_USER,
    perAddress: env.SOCKETS_PER_IP,
    openedPerMinute: env.RATE_LIMIT_SOCKET_IP_PER_MINUTE,
    messagesPerSecond: env.SOCKET_MESSAGES_PER_SECOND,
    bytesPerSecond: env.SOCKET_BYTES_PER_SECOND,
  }
}

/** After a rest a socket may send this many seconds' worth at once: a paste of thousands of shapes, or all that was drawn offline. */
const burstSeconds = 10
/** For reading why it was closed. */
const farewellMs = 1_000

/** Counts the sockets of each address. */
export class SocketCounts {
  private readonly counts = new Map<string, number>()

  constructor(private readonly limits: SocketLimits) {}

  /** Until the socket closes. Throws `SocketRefusal`. */
  enter(raw: WebSocket, address: string | null): void {
    const { perAddress } = this.limits
    if (!address || perAddress === 0) return
    const count = this.counts.get(address) ?? 0
    if (count >= perAddress) throw new SocketRefusal(closeCodes.tooMany, 'too many connections from one address')
    this.counts.set(address, count + 1)
    raw.once('close', () => this.leave(address))
  }

  private leave(address: string): void {
    const count = (this.counts.get(address) ?? 1) - 1
    if (count > 0) this.counts.set(address, count)
    else this.counts.delete(address)
  }
}

/** Counts one more connection of an address in a minute, over all processes. Throws `SocketRefusal`. */
export async function countOpened(address: string | null, { openedPerMinute }: SocketLimits): Promise<void> {
  if (!address || openedPerMinute === 0) return
  const limit: Limit = { key: `limit:socket:ip:${address}`, keyType: 'ip', most: openedPerMinute, windowMs: minuteMs }
  const usage = await countUse([limit])
  if (usage?.isExceeded) throw new SocketRefusal(closeCodes.tooMany, 'too many new connections from one address')
}

/**
 * Watches what a socket sends, control frames included, and ends it when that is more than any drawing makes. What it
 * still sends then is no longer read.
 */
export function meterSocket(raw: WebSocket, limits: SocketLimits, end: (refusal: SocketRefusal) => void): void {
  const { messagesPerSecond, bytesPerSecond } = limits
  const messages = new TokenBucket({ perSecond: messagesPerSecond, atOnce: messagesPerSecond * burstSeconds })
  const bytes = new TokenBucket({ perSecond: bytesPerSecond, atOnce: bytesPerSecond * burstSeconds })
  const count = (data: { length: number }) => {
    if (messages.use(1) && bytes.use(data.length)) return
    raw.off('message', countMessage).off('ping', count).off('pong', count)
    end(new SocketRefusal(closeCodes.tooMany, 'too many messages at once'))
    raw.pause()
    setTimeout(() => raw.terminate(), farewellMs).unref()
  }
  const countMessage = (data: Parameters<typeof toBytes>[0]) => count(toBytes(data))
  raw.on('message', countMessage).on('ping', count).on('pong', count)
}

/** `ws` hands out one buffer, unless it was asked for something else. */
const toBytes = (data: Buffer | ArrayBuffer | Buffer[]): { length: number } =>
  data instanceof ArrayBuffer ? { length: data.byteLength } : Array.isArray(data) ? Buffer.concat(data) : data
