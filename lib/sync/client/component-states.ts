import { type Atom, atom } from 'tldraw'
import { type ComponentNews, type ComponentReport, mostWatched } from '@/lib/core/component-news'
import { secondMs } from '@/lib/core/time'
import type { WatchRequest } from '../protocol'

interface Deps {
  ask(message: WatchRequest): void
  now(): number
}

/** A connection that is back sooner was hardly gone; nothing flickers. */
const patienceMs = 3 * secondMs

/** How the components are that the shapes of one diagram show, as far as this person may see them. */
export class ComponentStates {
  readonly reports: Atom<ReadonlyMap<string, ComponentReport>> = atom('component reports', new Map())
  /** Since when nothing is heard any more, in milliseconds since the epoch; null while it is true now. */
  readonly lostAtMs: Atom<number | null> = atom('components lost', null)
  #deps: Deps
  #wanted: readonly string[] = []
  /** The server has said that it answers, on this connection. */
  #mayAsk = false
  #hasAsked = false
  #isLost = false
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** Wants to know of these from now on, and of no others. */
  want(ids: Iterable<string>): void {
    const wanted = [...new Set(ids)].sort().slice(0, mostWatched)
    if (wanted.join() === this.#wanted.join()) return
    this.#wanted = wanted
    this.#ask()
  }

  receive(message: { version: number; [news: string]: unknown }): void {
    if (message.version !== 1) return
    const { kind, reports, withdrawn } = message as object as ComponentNews
    if (!this.#mayAsk) {
      this.#mayAsk = true
      this.#ask()
    }
    const next = new Map(kind === 'whole' ? [] : this.reports.get())
    for (const report of reports) next.set(report.id, report)
    for (const id of withdrawn) next.delete(id)
    if (kind === 'whole') this.#find()
    if (kind === 'whole' || reports.length + withdrawn.length > 0) this.reports.set(next)
  }

  /** The connection is gone. */
  lose(): void {
    this.#mayAsk = false
    this.#hasAsked = false
    if (this.#timer || this.#isLost) return
    this.#isLost = true
    const atMs = this.#deps.now()
    this.#timer = setTimeout(() => this.lostAtMs.set(atMs), patienceMs)
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer)
  }

  #ask(): void {
    if (!this.#mayAsk || (this.#wanted.length === 0 && !this.#hasAsked)) return
    this.#hasAsked = true
    this.#deps.ask({ type: 'watch', version: 1, components: [...this.#wanted] })
  }

  #find(): void {
    this.stop()
    this.#timer = null
    this.#isLost = false
    this.lostAtMs.set(null)
  }
}
