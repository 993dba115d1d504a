import { newId } from '@/lib/core/ids'
import { secondMs } from '@/lib/core/time'
import { getLog } from '../log/log'
import { count } from '../metrics/metrics'
import { describeFault } from '../resilience/describe-fault'
import { type ClaimedEffect, claimEffects, type Failure, findNextDueMs, markDone, markFailed } from './outbox-table'
import { type OutboxHandler, runEffect } from './run-effect'

export interface WorkerOptions {
  topic: string
  handler: OutboxHandler
  timeoutMs: number
  /** Effects of the topic under way at once in this process. */
  atOnce: number
  /** Looks at least so often, should a wake-up be lost. */
  lookEveryMs: number
  /** False while wake-ups of other processes do not arrive. */
  isListening: () => boolean
  random: () => number
}

/** From the end of the time that an attempt has until another worker takes what this one has not given back. */
const leaseSlackMs = 10 * secondMs
/** Between two looks while nobody can wake it, or while the database is down. */
const lookUnheardMs = secondMs

/** Does the effects of one topic. Several workers, here and in other processes, share what is there. */
export class TopicWorker {
  private readonly running = new Set<Promise<void>>()
  private readonly stopping = new AbortController()
  /** Done, but the database did not answer when it was told so. */
  private readonly untold = new Set<string>()
  private timer: NodeJS.Timeout | undefined
  private pumping: Promise<void> | null = null
  private isWokenAgain = false
  private isStopped = false
  private isDatabaseDown = false

  constructor(private readonly options: WorkerOptions) {}

  /** There may be something to do. Never throws. */
  wake(): void {
    if (this.isStopped) return
    if (this.pumping) {
      this.isWokenAgain = true
      return
    }
    this.isWokenAgain = false
    this.pumping = this.pump().finally(() => {
      this.pumping = null
      if (this.isWokenAgain) this.wake()
    })
  }

  /** Takes nothing more; waits for what runs, and gives back what is not done by then. */
  async stop({ withinMs }: { withinMs: number }): Promise<void> {
    this.isStopped = true
    clearTimeout(this.timer)
    await this.pumping
    const timer = setTimeout(() => this.stopping.abort(new Error('the process stops')), withinMs)
    await Promise.all(this.running)
    clearTimeout(timer)
  }

  private async pump(): Promise<void> {
    clearTimeout(this.timer)
    let lookAgainMs = this.options.isListening() ? this.options.lookEveryMs : lookUnheardMs
    try {
      await this.claim()
      // With no room left, whatever ends wakes it.
      const dueMs = this.room > 0 ? await findNextDueMs(this.options.topic) : null
      if (dueMs !== null) lookAgainMs = Math.min(lookAgainMs, dueMs)
      this.isDatabaseDown = false
    } catch (error) {
      if (!this.isDatabaseDown) this.log.warn({ reason: describeFault(error) }, 'the outbox cannot be read')
      this.isDatabaseDown = true
      lookAgainMs = lookUnheardMs
    }
    if (!this.isStopped) this.timer = setTimeout(() => this.wake(), lookAgainMs).unref()
  }

  private async claim(): Promise<void> {
    while (this.room > 0 && !this.isStopped) {
      const asked = this.room
      const { topic, timeoutMs } = this.options
      const leaseMs = timeoutMs + leaseSlackMs
      const claimed = await claimEffects({ topic, claim: newId(), atMost: asked, leaseMs })
      for (const effect of claimed) this.begin(effect)
      if (claimed.length < asked) return
    }
  }

  private begin(effect: ClaimedEffect): void {
    const running = this.attempt(effect).finally(() => {
      this.running.delete(running)
      this.wake()
    })
    this.running.add(running)
  }

  private async attempt(effect: ClaimedEffect): Promise<void> {
    const { handler, timeoutMs, random } = this.options
    const isDone = this.untold.has(effect.id)
    const stopped = this.stopping.signal
    const failure = isDone ? null : await runEffect(effect, { handler, timeoutMs, stopped, random })
    if (!isDone) this.report(effect, failure)
    try {
      await (failure ? markFailed(effect, failure) : markDone(effect))
      this.untold.delete(effect.id)
    } catch (error) {
      if (!failure) this.untold.add(effect.id)
      this.log.warn({ reason: describeFault(error), key: effect.key }, 'the outbox cannot be written')
    }
  }

  private report({ topic, key, attempts }: ClaimedEffect, failure: Failure | null): void {
    const outcome = !failure ? 'done' : failure.retryMs === null ? 'dead' : 'failed'
    count('autograph_outbox_attempts_total', { topic, outcome })
    const line = { topic, key, attempts, ...(failure && { fault: failure.fault, retryMs: failure.retryMs }) }
    if (!failure) this.log.debug(line, 'an effect of the outbox is done')
    else if (failure.retryMs !== null) this.log.warn(line, 'an effect of the outbox failed and is tried again')
    else this.log.error(line, 'an effect of the outbox was given up; an admin can send it again')
  }

  private get room(): number {
    return this.options.atOnce - this.running.size
  }

  private get log() {
    return getLog('outbox')
  }
}
