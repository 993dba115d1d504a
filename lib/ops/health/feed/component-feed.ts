import type { Actor } from '@/lib/core/actor'
import type { ComponentNews, ComponentReport } from '@/lib/core/component-news'
import type { ComponentState } from '../component'
import { type ComponentAudience, canSeeComponent, describeFor } from '../policy'
import { computeNews } from './compute-news'

export interface Watcher {
  actor: Actor
  ids: readonly string[]
  tell(news: ComponentNews): void
}

/** Somebody who is told how components are, from now until they stop. */
export interface ComponentWatch {
  /** Asks for others, all of which is told at once. */
  ask(ids: readonly string[]): void
  /** Who it is may have changed, and with it what they may see. */
  identify(actor: Actor): void
  stop(): void
}

export interface FeedDeps {
  listStates(): readonly ComponentState[]
  getAudience(): ComponentAudience
  /** From 0 to 1 by id, of the last day. May throw. */
  readUptimes(ids: readonly string[]): Promise<ReadonlyMap<string, number | null>>
  onFault(error: unknown): void
}

interface Seen {
  actor: Actor
  audience: ComponentAudience
  states: ReadonlyMap<string, ComponentState>
}

type Open = Watcher & { told: ReadonlyMap<string, string> }

/**
 * Tells many how components are. What is true is put together once and fanned out; each is told what they asked for, may
 * see and do not know yet.
 */
export class ComponentFeed {
  private readonly watchers = new Set<Open>()
  private uptimes: ReadonlyMap<string, number | null> = new Map()
  private reading: Promise<void> | null = null
  private isReadAgain = false

  constructor(private readonly deps: FeedDeps) {}

  get watcherCount(): number {
    return this.watchers.size
  }

  watch(asked: Watcher): ComponentWatch {
    const watcher: Open = { ...asked, told: new Map() }
    this.watchers.add(watcher)
    this.tell(watcher, 'whole')
    this.refreshUptimes()
    return {
      ask: (ids) => {
        watcher.ids = ids
        this.tell(watcher, 'whole')
        this.refreshUptimes()
      },
      identify: (actor) => {
        watcher.actor = actor
        this.tell(watcher, 'changes')
      },
      stop: () => void this.watchers.delete(watcher),
    }
  }

  /** Something may be true that was not. */
  refresh(): void {
    if (this.watchers.size === 0) return
    const states = this.indexStates()
    for (const watcher of this.watchers) this.tell(watcher, 'changes', states)
  }

  /** Reads how the last day was of everything that is watched, and tells it. */
  refreshUptimes(): void {
    // Who asks during a reading may ask for what it does not read.
    if (this.reading) this.isReadAgain = true
    else this.reading = this.readUptimes()
  }

  private async readUptimes(): Promise<void> {
    try {
      const ids = new Set([...this.watchers].flatMap(({ ids }) => ids))
      if (ids.size > 0) this.uptimes = await this.deps.readUptimes([...ids])
    } catch (error) {
      this.deps.onFault(error)
    }
    this.reading = null
    this.refresh()
    if (!this.isReadAgain) return
    this.isReadAgain = false
    this.refreshUptimes()
  }

  private tell(watcher: Open, kind: ComponentNews['kind'], states = this.indexStates()): void {
    const { actor, ids, told } = watcher
    const audience = this.deps.getAudience()
    const reports = ids
      .filter((id) => canSeeComponent(actor, { id }, audience))
      .map((id) => this.report(id, { actor, audience, states }))
    const next = computeNews({ told, reports, kind })
    watcher.told = next.told
    if (next.news) watcher.tell(next.news)
  }

  private indexStates(): ReadonlyMap<string, ComponentState> {
    return new Map(this.deps.listStates().map((state) => [state.id, state]))
  }

  private report(id: string, { actor, audience, states }: Seen): ComponentReport {
    const state = states.get(id)
    if (!state) return { id, name: null, status: 'unknown', since: null, message: null, upRatioOfDay: null }
    const { name, status, since, message } = describeFor(actor, state, audience)
    const upRatioOfDay = floorRatio(this.uptimes.get(id) ?? null)
    return { id, name, status, since: since.toISOString(), message, upRatioOfDay }
  }
}

/** As exact as it is shown, so that a difference nobody sees is no news; never rounded up to 1. */
const floorRatio = (ratio: number | null): number | null =>
  ratio === null ? null : Math.floor(ratio * 10_000) / 10_000
