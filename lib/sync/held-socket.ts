import type { TLRoomSocket } from '@tldraw/sync-core'
import { closeCodes } from './close-codes'
import type { DataEvent, DocumentDiff, ServerEvent } from './protocol'

/** What a held socket must know of its room. */
export interface DurabilityGate {
  /** False while a push is being applied, when `documentClock` lags behind the messages it causes. */
  readonly isSettled: boolean
  /** The clock of the newest change in memory. */
  readonly documentClock: number
  /** Changes up to this clock are durable. */
  readonly durableClock: number
}

/** The part of `ws` that is needed here. */
export interface RawSocket {
  readonly readyState: number
  readonly bufferedAmount: number
  send(text: string): void
  close(code?: number, reason?: string): void
}

interface HeldMessage {
  text: string
  /** Sent once the changes up to this clock are durable; null until the push that caused it is settled. */
  clock: number | null
}

const pongText = '{"type":"pong"}'
const open = 1
/** More than a whole document of the largest size, waiting for one socket, is not going to be read. */
const maxWaitingBytes = 128 * 1024 * 1024

/**
 * "Durable before acknowledged": the socket handed to the room. It sends in order, and nothing before the changes it may
 * tell of are durable, presence included, since overtaking would move a client's clock past changes it has not seen.
 * Only what tells of no change passes: pongs, which say that the server lives, and how components are, which people want to
 * know most while the database does not answer.
 */
export class HeldSocket implements TLRoomSocket {
  private queue: HeldMessage[] = []
  private queuedLength = 0
  private isClosed = false
  private readonly rebases = new Map<number, DocumentDiff>()

  constructor(
    private readonly raw: RawSocket,
    private readonly gate: DurabilityGate,
  ) {}

  get isOpen(): boolean {
    return !this.isClosed && this.raw.readyState === open
  }

  /** What waits for the database, roughly in bytes. */
  get heldBytes(): number {
    return this.queuedLength
  }

  sendMessage(message: ServerEvent): void {
    if (!this.isOpen) return
    if (message.type === 'pong') {
      this.raw.send(pongText)
      return
    }
    if (message.type === 'components') {
      this.raw.send(JSON.stringify(message))
      return
    }
    const text = this.serialize(message)
    this.queue.push({ text, clock: this.gate.isSettled ? this.gate.documentClock : null })
    this.queuedLength += text.length
    this.release()
  }

  /** The push that was being applied is complete; `documentClock` now covers the messages it caused. */
  settle(): void {
    for (let index = this.queue.length - 1; index >= 0 && this.queue[index]?.clock === null; index--) {
      this.queue[index]!.clock = this.gate.documentClock
    }
    this.release()
  }

  /** Sends what no longer has to wait. */
  release(): void {
    let sent = 0
    for (const { text, clock } of this.queue) {
      if (clock === null || clock > this.gate.durableClock || !this.isOpen) break
      this.raw.send(text)
      this.queuedLength -= text.length
      sent++
    }
    if (sent > 0) this.queue = sent === this.queue.length ? [] : this.queue.slice(sent)
    if (this.queuedLength + this.raw.bufferedAmount > maxWaitingBytes) {
      this.close(closeCodes.tryAgainLater, 'messages are not read fast enough')
    }
  }

  /** Answers the push with this clock by a rebase on `diff`, because what was applied is not quite what was sent. */
  answerWithRebase(clientClock: number, diff: DocumentDiff): void {
    this.rebases.set(clientClock, diff)
  }

  close(code?: number, reason?: string): void {
    if (this.isClosed) return
    this.isClosed = true
    this.queue = []
    this.queuedLength = 0
    this.raw.close(code, reason)
  }

  private serialize(message: ServerEvent): string {
    if (message.type !== 'data') return JSON.stringify(message)
    return `{"type":"data","data":[${message.data.map((event) => this.serializeEvent(event)).join(',')}]}`
  }

  private serializeEvent(event: DataEvent): string {
    if (event.type === 'patch') {
      return `{"type":"patch","diff":${serializeDiff(event.diff)},"serverClock":${event.serverClock}}`
    }
    const rebaseWithDiff = this.rebases.get(event.clientClock)
    this.rebases.delete(event.clientClock)
    return JSON.stringify(
      rebaseWithDiff && event.action === 'commit' ? { ...event, action: { rebaseWithDiff } } : event,
    )
  }
}

/** A change goes to everybody as the same object: written out once, not once per socket. */
const serialized = new WeakMap<DocumentDiff, string>()

function serializeDiff(diff: DocumentDiff): string {
  const known = serialized.get(diff)
  if (known !== undefined) return known
  const text = JSON.stringify(diff)
  serialized.set(diff, text)
  return text
}
