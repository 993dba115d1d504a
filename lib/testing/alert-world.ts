import { AlertEngine } from '@/lib/ops/alerts/alert-engine'
import type { AlertNotice, NoticeAlert } from '@/lib/ops/alerts/notice'
import type { AlertRule } from '@/lib/ops/alerts/rules/alert-rule'
import { listDefaultRules } from '@/lib/ops/alerts/rules/default-rules'
import type { SignalReading } from '@/lib/ops/alerts/signals/signal'
import { type AlertStore, CommitUnknown } from '@/lib/ops/alerts/store/alert-store'
import { loadSnapshot } from '@/lib/ops/alerts/store/load-snapshot'
import { type RecordPorts, recordDecision } from '@/lib/ops/alerts/store/record-decision'
import type { ComponentState, ComponentStatus } from '@/lib/ops/health/component'
import { getPool } from '@/lib/platform/db/pool'

export const testRuleSettings = {
  ALERT_SERVICE_DOWN_THRESHOLD_SECONDS: 300,
  CPU_CRITICAL_THRESHOLD_PERCENT: 90,
  MEMORY_CRITICAL_THRESHOLD_MB: 1024,
  DISK_WARNING_THRESHOLD_PERCENT: 80,
  BACKUP_INTERVAL_MINUTES: 5,
  BACKUP_VERIFY_HOURS: 24,
  BACKUP_WAL_SECONDS: 30,
}

export interface Heard {
  kind: AlertNotice['kind']
  route: 'outbox' | 'direct'
  alerts: NoticeAlert[]
}

/**
 * A world of components whose alerts are evaluated for real, with real tables, as fast as its clock is moved. `engine`
 * may be made anew at any time, as a restart does.
 */
export class AlertWorld {
  nowMs = Date.parse('2026-11-22T10:00:00Z')
  /** The database, as the engine sees it. */
  isDatabaseDown = false
  /** The next transaction is committed, and nobody hears of it. */
  losesNextAnswer = false
  failsToDeliver = false
  /** The outbox refuses, and the whole transaction with it. */
  failsToEnqueue = false
  engine: AlertEngine
  readings: SignalReading[] = []
  readonly direct: AlertNotice[] = []
  private readonly components = new Map<string, ComponentState>()
  private readonly rules: AlertRule[]

  constructor(rules = listDefaultRules(testRuleSettings)) {
    this.rules = rules
    this.engine = this.makeEngine()
  }

  /** Tables of its own; called before everything else. */
  async prepare(): Promise<void> {
    await getPool().query(`
      CREATE TABLE IF NOT EXISTS heard (id text PRIMARY KEY, notice jsonb NOT NULL, place serial);
      TRUNCATE heard, incidents, incident_updates, incident_alerts, alerts, alert_events, alert_notices, alert_states, silences, alert_rules`)
  }

  set(id: string, status: ComponentStatus, given: Partial<ComponentState> = {}): void {
    const before = this.components.get(id)
    const name = id[0]!.toUpperCase() + id.slice(1)
    this.components.set(id, {
      ...{ id, name, message: null, latencyMs: 1, essential: true, dependsOn: [] },
      ...before,
      ...given,
      status,
      since: new Date(this.nowMs),
    })
  }

  remove(id: string): void {
    this.components.delete(id)
  }

  restart(): void {
    this.engine = this.makeEngine()
  }

  async evaluate(): Promise<number | null> {
    return this.engine.evaluate(this.isDatabaseDown ? 'cut_off' : 'held')
  }

  /** Lets so many seconds pass, evaluating every `everyS` and whenever something falls due, as the product does. */
  async pass(seconds: number, { everyS = 60 }: { everyS?: number } = {}): Promise<void> {
    const untilMs = this.nowMs + seconds * 1_000
    let due = await this.evaluate()
    while (this.nowMs < untilMs) {
      const next = Math.min(this.nowMs + everyS * 1_000, Math.max(this.nowMs + 20, due ?? Number.POSITIVE_INFINITY))
      this.nowMs = Math.min(untilMs, next)
      due = await this.evaluate()
    }
  }

  /** Every notice that was handed over, in order. */
  async listHeard(): Promise<Heard[]> {
    const { rows } = await getPool().query<{ notice: AlertNotice }>('SELECT notice FROM heard ORDER BY place')
    const present = ({ kind, alerts }: AlertNotice, route: Heard['route']): Heard => ({
      kind,
      route,
      alerts: [...alerts],
    })
    return [
      ...rows.map(({ notice }) => present(notice, 'outbox')),
      ...this.direct.map((notice) => present(notice, 'direct')),
    ]
  }

  /** `kind: alert, alert` of each. */
  async summarize(): Promise<string[]> {
    return (await this.listHeard()).map(
      ({ kind, route, alerts }) =>
        `${route === 'direct' ? 'direct ' : ''}${kind}: ${alerts
          .map(({ alertId }) => alertId)
          .toSorted()
          .join(', ')}`,
    )
  }

  private makeEngine(): AlertEngine {
    return new AlertEngine({
      now: () => this.nowMs,
      store: this.makeStore(),
      observe: async () => ({ components: [...this.components.values()], readings: this.readings }),
      deliverDirectly: async (notice) => {
        if (this.failsToDeliver) throw new Error('nobody can be reached')
        this.direct.push(notice)
      },
      settings: {
        pace: { checkIntervalMs: 60_000, escalateEveryMs: 900_000 },
        groupMs: 30_000,
        presentUrl: (alertId) => `https://draw.example.org/admin/status#${alertId}`,
      },
    })
  }

  private makeStore(): AlertStore {
    const ports: RecordPorts = {
      lock: null,
      enqueue: async (tx, notice) => {
        if (this.failsToEnqueue) throw new Error('the outbox refuses')
        const sql = 'INSERT INTO heard (id, notice) VALUES ($1, $2::jsonb)'
        await tx.$executeRawUnsafe(sql, notice.id, JSON.stringify(notice))
      },
    }
    const assertThere = (): void => {
      if (this.isDatabaseDown) throw Object.assign(new Error('the database does not answer'), { code: 'DATABASE_DOWN' })
    }
    return {
      load: async () => {
        assertThere()
        return loadSnapshot(this.rules, this.nowMs)
      },
      record: async (recording, { isReplay }) => {
        assertThere()
        await recordDecision(recording, { ports, isReplay })
        if (!this.losesNextAnswer) return
        this.losesNextAnswer = false
        this.isDatabaseDown = true
        throw new CommitUnknown('the connection was lost while it was committed')
      },
    }
  }
}
