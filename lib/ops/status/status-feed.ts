import { minuteMs, type Now, secondMs } from '@/lib/core/time'
import { getLog } from '@/lib/platform/log/log'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import type { Collector } from '../monitoring/collector'
import { computeChangedComponents, computeChangedValues, fingerprintAll } from './pure/changes'
import type { LiveComponent, LiveMessage } from './pure/live-message'
import type { BarRange } from './pure/ranges'
import type { UptimeReport } from './pure/uptime-report'

/** Whoever has the status page open. */
export interface Viewer {
  userId: string
  range: BarRange
  send(events: Uint8Array): void
  end(): void
}

export interface FeedDeps {
  /** Made when the first viewer comes, stopped when the last one leaves. */
  makeCollectors(): Collector[]
  /** What monitors have read last that are not among these. */
  listLatestValues(): Record<string, number>
  listComponents(): LiveComponent[]
  readUptime(range: BarRange): Promise<UptimeReport>
  /** Something that is another text when alerts, errors or deliveries are others. */
  readRest(): Promise<string>
  now: Now
}

export const feedTimes = { everyMs: 2 * secondMs, restEveryMs: 10 * secondMs, uptimeEveryMs: minuteMs }

/** What has just changed is a second long; its bar is told again when there is something to be seen. */
const soonMs = 4 * secondMs

/** Looks once for everybody who has the status page open, and not at all while nobody has. */
export class StatusFeed {
  private readonly viewers = new Set<Viewer>()
  private collectors: Collector[] = []
  private values: Record<string, number> = {}
  private components: ReadonlyMap<string, string> = new Map()
  private rest: string | null = null
  private readonly due = { restMs: 0, uptimeMs: 0 }
  private timer: NodeJS.Timeout | undefined
  private ticking: Promise<void> | null = null
  private isClosed = false

  constructor(
    private readonly deps: FeedDeps,
    private readonly times = feedTimes,
  ) {}

  /** Everything as it is known now. */
  get whole(): LiveMessage {
    const values = this.viewers.size > 0 ? this.values : this.deps.listLatestValues()
    return { atMs: this.deps.now(), isWhole: true, values, components: this.deps.listComponents() }
  }

  countOf(userId: string): number {
    return [...this.viewers].filter((viewer) => viewer.userId === userId).length
  }

  /** Tells what is known and from then on what changes; returns how to leave. */
  join(viewer: Viewer): () => void {
    if (this.isClosed) {
      viewer.end()
      return () => {}
    }
    if (this.viewers.size === 0) this.begin()
    viewer.send(encode(this.whole))
    this.viewers.add(viewer)
    return () => this.leave(viewer)
  }

  /** One look, sent to everybody. Never fails, never twice at once. */
  tick(): Promise<void> {
    this.ticking ??= this.look().finally(() => {
      this.ticking = null
    })
    return this.ticking
  }

  /** Ends all of it, for good. */
  close(): void {
    this.isClosed = true
    for (const viewer of [...this.viewers]) {
      this.leave(viewer)
      viewer.end()
    }
  }

  private begin(): void {
    this.collectors = this.deps.makeCollectors()
    this.values = this.deps.listLatestValues()
    this.components = fingerprintAll(this.deps.listComponents())
    this.rest = null
    const nowMs = this.deps.now()
    this.due.restMs = nowMs
    this.due.uptimeMs = nowMs + this.times.uptimeEveryMs
    this.timer = setInterval(() => void this.tick(), this.times.everyMs)
    this.timer.unref()
  }

  private leave(viewer: Viewer): void {
    if (!this.viewers.delete(viewer) || this.viewers.size > 0) return
    clearInterval(this.timer)
    for (const collector of this.collectors) collector.stop?.()
    this.collectors = []
  }

  private async look(): Promise<void> {
    const values = await this.readValues()
    const components = this.deps.listComponents()
    const isStale = await this.isRestAnother()
    const message: LiveMessage = {
      atMs: this.deps.now(),
      values: computeChangedValues(this.values, values),
      ...computeChangedComponents(this.components, components),
      ...(isStale && { isStale }),
    }
    this.values = values
    this.components = fingerprintAll(components)
    this.broadcast(message, this.viewers)
    await this.tellUptime(message)
  }

  private async readValues(): Promise<Record<string, number>> {
    const readings = await Promise.all(this.collectors.map((collector) => collector.collect().catch(() => null)))
    return Object.assign(this.deps.listLatestValues(), ...readings.map((reading) => reading?.values ?? {}))
  }

  private async isRestAnother(): Promise<true | undefined> {
    if (this.deps.now() < this.due.restMs) return
    this.due.restMs = this.deps.now() + this.times.restEveryMs
    const rest = await this.attempt(this.deps.readRest)
    const isAnother = rest !== null && this.rest !== null && rest !== this.rest
    this.rest = rest ?? this.rest
    return isAnother || undefined
  }

  /** Now and then, and at once when a component has changed: whoever looks at the same range hears the same. */
  private async tellUptime({ atMs, components }: LiveMessage): Promise<void> {
    if (atMs < this.due.uptimeMs && !components) return
    this.due.uptimeMs = atMs + (components ? soonMs : this.times.uptimeEveryMs)
    for (const range of new Set([...this.viewers].map((viewer) => viewer.range))) {
      const uptime = await this.attempt(() => this.deps.readUptime(range))
      const viewers = [...this.viewers].filter((viewer) => viewer.range === range)
      if (uptime) this.broadcast({ atMs: this.deps.now(), uptime }, viewers)
    }
  }

  private async attempt<T>(read: () => Promise<T>): Promise<T | null> {
    try {
      return await read()
    } catch (error) {
      getLog('monitoring').debug({ reason: describeFault(error) }, 'a part of the live status could not be read')
      return null
    }
  }

  private broadcast(message: LiveMessage, viewers: Iterable<Viewer>): void {
    const events = encode(message)
    for (const viewer of viewers) viewer.send(events)
  }
}

const encode = (message: LiveMessage): Uint8Array => Buffer.from(`data: ${JSON.stringify(message)}\n\n`)
