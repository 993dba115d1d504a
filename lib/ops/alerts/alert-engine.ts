import type { Now } from '@/lib/core/time'
import type { LockState } from '@/lib/platform/db/hold-cluster-lock'
import { isDatabaseUnreachable } from '@/lib/platform/db/is-database-unreachable'
import { getLog } from '@/lib/platform/log/log'
import { count, observe as measure, setGauge } from '@/lib/platform/metrics/metrics'
import { findIncident } from './engine/alert-state'
import { applyRecording } from './engine/apply-recording'
import { type Decision, type DecisionSettings, decide } from './engine/decide'
import type { Observed } from './engine/list-watched'
import type { Recording } from './engine/recording'
import { type AlertNotice, severities } from './notice'
import { type AlertStore, CommitUnknown, DecidedTooLate, type Snapshot } from './store/alert-store'

export interface AlertEnginePorts {
  now: Now
  store: AlertStore
  /** What is known of components and signals now; never rejects. */
  observe(): Promise<Observed>
  /** Past the outbox, while the database is away. */
  deliverDirectly(notice: AlertNotice): Promise<void>
  settings: DecisionSettings
}

/** So often it starts again when somebody changes an alert at the same moment. */
const mostAttempts = 5

/**
 * Evaluates alerts in one process of the cluster. What it decides is in the database before anybody is told; while that is
 * away it goes on from memory, tells people of what is critical, and writes all of it down afterwards.
 */
export class AlertEngine {
  /** As the store has it, or will have. */
  memory: Snapshot | null = null
  private unrecorded: Recording[] = []

  constructor(private readonly ports: AlertEnginePorts) {}

  /** Returns when it has to be asked again even if nothing happens; null: at its next turn. */
  async evaluate(lock: Exclude<LockState, 'waiting'>): Promise<number | null> {
    const startedMs = performance.now()
    const observed = await this.ports.observe()
    const decision = await this.settle(lock, observed)
    if (decision) this.showMetrics(performance.now() - startedMs)
    return decision?.nextAt ?? null
  }

  /** Hands over what another process cannot know, as history. */
  async stepDown(): Promise<void> {
    await this.replay()
    this.memory = null
  }

  private async settle(lock: LockState, observed: Observed): Promise<Decision | null> {
    for (let attempt = 1; attempt <= mostAttempts; attempt++) {
      const loaded = await this.load()
      // The database is back, and who holds the lock will be known in a moment.
      if (loaded && lock === 'cut_off') return null
      if (!loaded) return this.goOnFromMemory(observed)
      const decision = decide(loaded, { observed, ...this.ports.settings, now: this.ports.now() })
      const written = await this.write(decision.recording)
      if (written === 'too late') continue
      if (written === 'unreachable') return this.goOnFromMemory(observed, loaded)
      this.memory = applyRecording(loaded, decision.recording)
      return decision
    }
    return null
  }

  private async load(): Promise<Snapshot | null> {
    try {
      await this.replay()
      this.memory = await this.ports.store.load()
      return this.memory
    } catch (error) {
      if (isDatabaseUnreachable(error)) return null
      throw error
    }
  }

  private async replay(): Promise<void> {
    for (let next = this.unrecorded[0]; next; next = this.unrecorded[0]) {
      await this.ports.store.record(next, { isReplay: true })
      this.unrecorded.shift()
    }
  }

  private async write(recording: Recording): Promise<'written' | 'too late' | 'unreachable'> {
    if (isEmpty(recording)) return 'written'
    try {
      await this.ports.store.record(recording, { isReplay: false })
      countNotices(recording)
      return 'written'
    } catch (error) {
      if (error instanceof DecidedTooLate) return 'too late'
      if (error instanceof CommitUnknown) {
        // Said again under the same names when the database is back; until then nobody is told, lest they be told twice.
        this.unrecorded.push(recording)
        return 'written'
      }
      if (isDatabaseUnreachable(error)) return 'unreachable'
      throw error
    }
  }

  private async goOnFromMemory(observed: Observed, snapshot = this.memory): Promise<Decision | null> {
    if (!snapshot) return null
    const decision = decide(snapshot, { observed, ...this.ports.settings, now: this.ports.now() })
    const groups = await this.tellUrgent(decision.recording)
    const recording = { ...decision.recording, groups }
    if (!isEmpty(recording)) this.unrecorded = remember(this.unrecorded, recording)
    this.memory = applyRecording(snapshot, recording)
    return decision
  }

  /** The rest, and what could not be delivered, waits for the database. */
  private async tellUrgent({ groups }: Recording): Promise<Recording['groups']> {
    const told: Recording['groups'][number][] = []
    for (const { notice, parts } of groups) {
      if (!notice.alerts.some(({ severity }) => severity === 'critical')) continue
      try {
        await this.ports.deliverDirectly(notice)
        told.push({ notice, parts, route: 'direct' })
      } catch (error) {
        log().warn({ err: error }, 'a notice could not be delivered without the database; it is tried again')
      }
    }
    countNotices({ groups: told })
    return told
  }

  private showMetrics(durationMs: number): void {
    measure('autograph_alert_evaluation_duration_seconds', {}, durationMs / 1_000)
    const active = [...(this.memory?.alerts.values() ?? [])].filter(({ state }) => findIncident(state))
    for (const severity of severities) {
      const number = active.filter(({ subject }) => subject.severity === severity).length
      setGauge('autograph_alerts_active', { severity }, number)
    }
  }
}

const isEmpty = ({ changes, queued, groups }: Recording): boolean =>
  changes.length + queued.length + groups.length === 0

/** Steps that only move a state forward are kept as one. */
function remember(unrecorded: readonly Recording[], next: Recording): Recording[] {
  const last = unrecorded.at(-1)
  const isQuiet = (one: Recording) =>
    one.queued.length + one.groups.length === 0 && one.changes.every(({ effects }) => effects.length === 0)
  if (!last || !isQuiet(last) || !isQuiet(next)) return [...unrecorded, next]
  const changes = new Map(last.changes.map((change) => [change.subject.alertId, change]))
  for (const change of next.changes) {
    const { alertId } = change.subject
    changes.set(alertId, { ...change, version: changes.get(alertId)?.version ?? change.version })
  }
  return [...unrecorded.slice(0, -1), { ...next, changes: [...changes.values()] }]
}

function countNotices({ groups }: Pick<Recording, 'groups'>): void {
  for (const { notice } of groups) count('autograph_alert_notices_total', { kind: notice.kind })
}

const log = () => getLog('alerts')
