import type { Now } from '@/lib/core/time'
import { getLog } from '@/lib/platform/log/log'
import type { Check, Finding } from './check'
import { type CheckState, isSettled, nothingKnown, transition } from './check-state'
import { type ProbeResult, runProbe } from './run-probe'

/** Looks that were given up and still go on; beyond it nobody is asked once more. */
const maxUnfinished = 3
/** The first looks of a process are not all at once. */
const staggerMs = 40

export interface Watched {
  check: Check
  state: CheckState
  /** What the last look found, believed or not; null before the first. */
  last: { atMs: number; finding: Finding } | null
}

interface Entry extends Watched {
  unfinished: number
  timer: NodeJS.Timeout | undefined
  ending: AbortController
  running: Promise<void> | null
}

interface RunnerOptions {
  /** Called after each look. */
  onLook(): void
  now?: Now
}

/** Looks at each component again and again, each in its own time, never twice at once. */
export class CheckRunner {
  private readonly entries = new Map<string, Entry>()

  constructor(private readonly options: RunnerOptions) {}

  list(): Watched[] {
    return [...this.entries.values()]
  }

  find(id: string): Watched | null {
    return this.entries.get(id) ?? null
  }

  /** Begins to watch; one of the same id is replaced, and nothing of it is believed any more. */
  add(check: Check): void {
    const { id } = check.component
    this.remove(id)
    const entry: Entry = {
      check,
      state: nothingKnown,
      last: null,
      unfinished: 0,
      timer: undefined,
      ending: new AbortController(),
      running: null,
    }
    this.entries.set(id, entry)
    this.plan(entry, this.entries.size * staggerMs)
  }

  remove(id: string): void {
    const entry = this.entries.get(id)
    if (!entry) return
    clearTimeout(entry.timer)
    entry.ending.abort()
    this.entries.delete(id)
  }

  /** Looks now, or takes part in a look that is under way; null when nobody watches it, or no longer. */
  async look(id: string): Promise<Finding | null> {
    const entry = this.entries.get(id)
    if (!entry) return null
    entry.running ??= this.lookOnce(entry).finally(() => {
      entry.running = null
    })
    await entry.running
    return this.entries.get(id) === entry ? (entry.last?.finding ?? null) : null
  }

  async stop(): Promise<void> {
    const running = [...this.entries.values()].map((entry) => entry.running)
    for (const id of [...this.entries.keys()]) this.remove(id)
    await Promise.all(running)
  }

  private plan(entry: Entry, afterMs: number): void {
    clearTimeout(entry.timer)
    entry.timer = setTimeout(() => void this.look(entry.check.component.id), afterMs)
    entry.timer.unref()
  }

  private async lookOnce(entry: Entry): Promise<void> {
    const { check } = entry
    const result = entry.unfinished < maxUnfinished ? await runProbe(counted(entry), entry.ending.signal) : stuck(check)
    if (result === null || entry.ending.signal.aborted) return
    this.believe(entry, result)
    this.plan(entry, isSettled(entry.state) ? check.everyMs : Math.min(check.confirmAfterMs, check.everyMs))
    this.options.onLook()
  }

  private believe(entry: Entry, { finding, latencyMs }: ProbeResult): void {
    const { state, effects } = transition(entry.state, { ...finding, latencyMs })
    entry.state = state
    entry.last = { atMs: (this.options.now ?? Date.now)(), finding }
    for (const { from, to } of effects) logChange(entry, { from, to })
  }
}

/** The same check, whose looks count as unfinished until they end by themselves. */
const counted = (entry: Entry): Check => ({
  ...entry.check,
  async probe(signal) {
    entry.unfinished++
    try {
      return await entry.check.probe(signal)
    } finally {
      entry.unfinished--
    }
  },
})

const stuck = ({ component, timeoutMs }: Check): ProbeResult => ({
  finding: { status: 'down', message: `${component.name} did not answer in time.`, detail: 'earlier looks still wait' },
  latencyMs: timeoutMs,
})

function logChange({ check, last }: Entry, { from, to }: { from: string; to: string }): void {
  const facts = {
    component: check.component.id,
    from,
    to,
    message: last?.finding.message,
    detail: last?.finding.detail,
  }
  const isBad = to === 'down' || to === 'degraded'
  // First knowledge of something that is well is no news.
  const level = isBad ? 'warn' : from === 'unknown' || to === 'unknown' ? 'debug' : 'info'
  getLog('health')[level](facts, `${check.component.name} is ${to}`)
}
