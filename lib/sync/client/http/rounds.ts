import { type Atom, atom } from 'tldraw'
import { type CloseAction, computeRetryDelayMs } from '../close-action'
import type { SocketPhase } from '../diagram-socket'
import type { DiagramLink } from '../open-diagram'

interface RoundsDeps {
  /** One round of calls; null when the server answered, else what that asks for. */
  work(): Promise<CloseAction | null>
  /** Until the next round, when nothing happens before. */
  computeRestMs(): number
  /** Something moved on. */
  onMoved(): void
  onFault(error: unknown): void
  now(): number
}

/** Rounds of HTTP calls, one at a time: after a rest, sooner when asked, and further apart while the server does not answer. */
export class Rounds implements DiagramLink {
  readonly phase: Atom<SocketPhase> = atom('http phase', { type: 'connecting' })
  #deps: RoundsDeps
  #attempt = 0
  #working: Promise<void> | null = null
  #timer: ReturnType<typeof setTimeout> | null = null
  #dueMs = Number.POSITIVE_INFINITY

  constructor(deps: RoundsDeps) {
    this.#deps = deps
  }

  get isOnline(): boolean {
    return this.phase.get().type === 'online'
  }

  /** A round now, unless one is under way. */
  begin(): void {
    this.#clearTimer()
    if (this.phase.get().type === 'closed') return
    this.#working ??= this.#run().finally(() => {
      this.#working = null
      this.#plan()
    })
  }

  /** Sooner than what is planned, never later. */
  beginWithin(afterMs: number): void {
    const dueMs = this.#deps.now() + afterMs
    if (this.#working || dueMs >= this.#dueMs) return
    this.#clearTimer()
    this.#dueMs = dueMs
    this.#timer = setTimeout(() => this.begin(), afterMs)
  }

  retryNow(): void {
    this.#attempt = 0
    if (this.phase.get().type === 'stopped') this.phase.set({ type: 'connecting' })
    this.begin()
  }

  restart(): void {
    if (!this.isOnline) return
    this.#lose({ type: 'retry', pace: 'normal', busy: false })
    if (!this.#working) this.#plan()
  }

  /** No more rounds, after a last one when `isWanted` says so once the one under way has ended. */
  async close(isWanted: () => boolean): Promise<void> {
    this.#clearTimer()
    await this.#working
    this.#clearTimer()
    if (this.isOnline && isWanted()) await this.#run()
    this.phase.set({ type: 'closed' })
  }

  async #run(): Promise<void> {
    try {
      const action = await this.#deps.work()
      if (action) this.#lose(action)
      else {
        this.#attempt = 0
        this.phase.set({ type: 'online' })
      }
    } catch (error) {
      this.phase.set({ type: 'stopped', reason: 'fault' })
      this.#deps.onFault(error)
    }
    this.#deps.onMoved()
  }

  #lose(action: CloseAction): void {
    if (action.type === 'stop') this.phase.set({ type: 'stopped', reason: action.reason })
    else this.phase.set({ type: 'waiting', busy: action.busy })
    this.#deps.onMoved()
  }

  #plan(): void {
    const phase = this.phase.get()
    if (phase.type === 'online') this.beginWithin(this.#deps.computeRestMs())
    if (phase.type !== 'waiting') return
    const pace = phase.busy ? 'slow' : 'normal'
    this.beginWithin(computeRetryDelayMs({ attempt: this.#attempt++, pace, random: Math.random() }))
  }

  #clearTimer(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#dueMs = Number.POSITIVE_INFINITY
  }
}
