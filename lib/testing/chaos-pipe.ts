import type { Socket } from 'node:net'
import type { Random } from './random'
import { FrameSplitter } from './web-socket-frames'

/** What happens to the bytes of one direction. Everything can be changed while connections are open. */
export interface PipeFaults {
  /** Each chunk arrives this much later, and up to `jitterMs` more; never out of order. */
  delayMs?: number
  jitterMs?: number
  bytesPerSecond?: number
  /** Nothing is read any more, as when the network is cut or the other side is frozen; ends when it is unset. */
  stall?: boolean
  /** Everything is read and lost, so that the sender believes it has arrived. */
  swallow?: boolean
  /** After this many bytes of a connection both sides see its end, in the middle of whatever was sent. */
  truncateAfterBytes?: number
  /** After this many bytes of a connection both sides see it reset. */
  resetAfterBytes?: number
  /** Of WebSocket connections: the share of data frames, from 0 to 1, that arrive twice or never. */
  duplicateFrames?: number
  dropFrames?: number
}

interface ChaosPipeOptions {
  from: Socket
  to: Socket
  getFaults(): PipeFaults
  random: Random
  end(how: 'end' | 'reset'): void
}

interface Waiting {
  bytes: Buffer | 'end'
  dueMs: number
}

const maxWaitingBytes = 1024 * 1024
const lookEveryMs = 10

/** Carries bytes from one socket to another, with faults. */
export class ChaosPipe {
  private readonly waiting: Waiting[] = []
  private waitingBytes = 0
  private lastDueMs = 0
  private passedBytes = 0
  private timer: NodeJS.Timeout | undefined
  private readonly splitter = new FrameSplitter()
  private isSplitting = false

  constructor(private readonly options: ChaosPipeOptions) {
    const { from, to } = options
    from.on('data', (chunk: Buffer) => this.take(chunk))
    from.on('end', () => this.push('end'))
    to.on('close', () => clearTimeout(this.timer))
  }

  /** The faults may have changed. */
  refresh(): void {
    this.throttleReading()
    this.work()
  }

  private take(chunk: Buffer): void {
    const faults = this.options.getFaults()
    if (faults.swallow) return
    // Once begun it goes on, since a frame may be half read.
    this.isSplitting ||= Boolean(faults.duplicateFrames || faults.dropFrames) && this.passedBytes === 0
    if (!this.isSplitting) {
      this.push(chunk)
      return
    }
    for (const { bytes, isData } of this.splitter.push(chunk)) {
      if (isData && this.options.random.chance(faults.dropFrames ?? 0)) continue
      this.push(bytes)
      if (isData && this.options.random.chance(faults.duplicateFrames ?? 0)) this.push(bytes)
    }
  }

  private push(bytes: Buffer | 'end'): void {
    const { delayMs = 0, jitterMs = 0, bytesPerSecond } = this.options.getFaults()
    const arrivesMs = performance.now() + delayMs + this.options.random.next() * jitterMs
    const lastsMs = bytesPerSecond && bytes !== 'end' ? (bytes.length / bytesPerSecond) * 1_000 : 0
    this.lastDueMs = Math.max(arrivesMs, this.lastDueMs) + lastsMs
    this.waiting.push({ bytes, dueMs: this.lastDueMs })
    if (bytes !== 'end') this.waitingBytes += bytes.length
    this.throttleReading()
    this.work()
  }

  private throttleReading(): void {
    const { from, getFaults } = this.options
    if (getFaults().stall || this.waitingBytes > maxWaitingBytes) from.pause()
    else from.resume()
  }

  private work(): void {
    clearTimeout(this.timer)
    while (this.waiting[0] && !this.options.getFaults().stall) {
      const waitMs = this.waiting[0].dueMs - performance.now()
      if (waitMs > 0) {
        this.timer = setTimeout(() => this.work(), Math.min(waitMs, lookEveryMs))
        return
      }
      this.pass(this.waiting.shift()!.bytes)
    }
    this.throttleReading()
  }

  private pass(bytes: Buffer | 'end'): void {
    const { to, end, getFaults } = this.options
    if (bytes === 'end') {
      to.end()
      return
    }
    this.waitingBytes -= bytes.length
    const { truncateAfterBytes = Number.POSITIVE_INFINITY, resetAfterBytes = Number.POSITIVE_INFINITY } = getFaults()
    const most = Math.max(0, Math.min(truncateAfterBytes, resetAfterBytes) - this.passedBytes)
    const passed = bytes.subarray(0, most)
    this.passedBytes += passed.length
    to.write(passed)
    if (passed.length < bytes.length) end(resetAfterBytes <= truncateAfterBytes ? 'reset' : 'end')
  }
}
