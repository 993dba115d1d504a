import type { ComponentState, ComponentStatus } from './component'
import type { ComponentChange } from './component-board'

export type SpanStatus = Exclude<ComponentStatus, 'unknown'>

/** How long a component was in one state. What is unknown has none. */
export interface Span {
  componentId: string
  status: SpanStatus
  message: string | null
  startedAtMs: number
  endedAtMs: number
}

type OpenSpan = Omit<Span, 'endedAtMs'>

/** Of those that have ended; beyond it the oldest are lost. */
const maxEnded = 5_000

/** Remembers what happened until it is stored, however long that takes. */
export class SpanJournal {
  private readonly open = new Map<string, OpenSpan>()
  private ended: Span[] = []

  constructor(states: readonly ComponentState[], nowMs: number) {
    for (const state of states) this.begin(state, nowMs)
  }

  note({ before, after }: ComponentChange, nowMs: number): void {
    const componentId = (before ?? after)?.id ?? ''
    const last = this.open.get(componentId)
    this.open.delete(componentId)
    if (last) this.ended.push({ ...last, endedAtMs: nowMs })
    this.ended.splice(0, this.ended.length - maxEnded)
    if (after) this.begin(after, nowMs)
  }

  /** Everything that is not known to be stored; what goes on, until now. */
  list(nowMs: number): Span[] {
    return [...this.ended, ...[...this.open.values()].map((span) => ({ ...span, endedAtMs: nowMs }))]
  }

  /** These are stored; those of them that have ended need not be remembered. */
  forget(stored: readonly Span[]): void {
    const known = new Set(stored)
    this.ended = this.ended.filter((span) => !known.has(span))
  }

  private begin({ id, status, message }: ComponentState, nowMs: number): void {
    if (status !== 'unknown') this.open.set(id, { componentId: id, status, message, startedAtMs: nowMs })
  }
}

/** What of each span lies after what is stored already; spans that lie before it are left out. */
export function clipSpans(spans: readonly Span[], storedUntilMs: ReadonlyMap<string, number>): Span[] {
  return spans
    .map((span) => ({
      ...span,
      startedAtMs: Math.max(span.startedAtMs, storedUntilMs.get(span.componentId) ?? Number.NEGATIVE_INFINITY),
    }))
    .filter(({ startedAtMs, endedAtMs }) => startedAtMs < endedAtMs)
}
