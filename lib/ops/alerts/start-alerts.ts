import { hourMs, minuteMs, type Now, secondMs } from '@/lib/core/time'
import { onComponentChanged } from '@/lib/ops/health/component-board'
import { listComponentStates } from '@/lib/ops/health/list-component-states'
import { holdClusterLock, type LockState } from '@/lib/platform/db/hold-cluster-lock'
import { getProcessMessages, type ProcessMessages } from '@/lib/platform/db/notify'
import type { Env } from '@/lib/platform/env/schema'
import { getLog } from '@/lib/platform/log/log'
import { AlertEngine } from './alert-engine'
import { alertsChanged } from './alerts-changed'
import { noteEvaluator } from './is-evaluator'
import type { AlertNotice } from './notice'
import { listDefaultRules, type RuleSettings } from './rules/default-rules'
import { runInTurn } from './run-in-turn'
import { noteEngine } from './running-engine'
import { createProcessSignalReader } from './signals/read-process-signals'
import { createSignalReader, type SignalSources } from './signals/read-signals'
import type { SignalReading } from './signals/signal'
import { startSignalSharing } from './signals/start-signal-sharing'
import { loadSnapshot } from './store/load-snapshot'
import { pruneAlerts } from './store/prune-alerts'
import { type RecordPorts, recordDecision } from './store/record-decision'

const lockName = 'alerts'
const pruneEveryMs = 6 * hourMs

type AlertSettings = RuleSettings &
  Pick<Env, 'ALERT_CHECK_INTERVAL_SECONDS' | 'ALERT_ESCALATION_INTERVAL_SECONDS' | 'APP_URL' | 'PORT' | 'DATABASE_URL'>

export interface AlertsOptions {
  settings: AlertSettings
  sources: Omit<SignalSources, 'listProcesses'>
  enqueue: RecordPorts['enqueue']
  deliverDirectly(notice: AlertNotice): Promise<void>
  /** After each evaluation that worked. */
  onEvaluated?: () => void
  now?: Now
  messages?: Pick<ProcessMessages, 'processId' | 'publish' | 'subscribe' | 'onResync'>
}

/** Alerts are evaluated in one process of the cluster; the others wait to take over. Returns its stop. */
export function startAlerts(options: AlertsOptions): () => Promise<void> {
  const { settings, now = Date.now, messages = getProcessMessages() } = options
  const lock = holdClusterLock({ name: lockName, connectionString: settings.DATABASE_URL, onChanged: change })
  const shared = startSignalSharing({ read: createProcessSignalReader(now), messages, now })
  const readSignals = createSignalReader({ ...options.sources, listProcesses: shared.list }, now)
  const engine = makeEngine(options, { readSignals, now, findBackendPid: () => lock.backendPid })
  const turns = runInTurn({ run: evaluate, everyMs: settings.ALERT_CHECK_INTERVAL_SECONDS * secondMs, now })
  const stopNoting = noteEngine(engine)
  let prunedAtMs = now()

  async function evaluate(): Promise<number | null> {
    try {
      if (lock.state === 'waiting') {
        await engine.stepDown()
        return null
      }
      const nextAt = await engine.evaluate(lock.state)
      options.onEvaluated?.()
      if (lock.state === 'held') await pruneNowAndThen()
      return nextAt
    } catch (error) {
      getLog('alerts').error({ err: error }, 'alerts could not be evaluated; it is tried again')
      return now() + 5 * secondMs
    }
  }

  async function pruneNowAndThen(): Promise<void> {
    if (now() - prunedAtMs < pruneEveryMs) return
    prunedAtMs = now()
    await pruneAlerts(prunedAtMs)
  }

  function change(state: LockState): void {
    noteEvaluator(state !== 'waiting')
    getLog('alerts').info({ state }, state === 'held' ? 'this process evaluates alerts' : 'alerts: the lock changed')
    turns.wake()
  }

  const stopWatching = onComponentChanged(() => turns.wake())
  const stopListening = messages.subscribe(alertsChanged, () => turns.wake())
  const stopResync = messages.onResync(() => turns.wake())
  return async () => {
    stopWatching()
    stopResync()
    await stopListening()
    await turns.stop()
    await shared.stop()
    await lock.stop()
    stopNoting()
  }
}

interface EngineParts {
  now: Now
  readSignals(): Promise<SignalReading[]>
  findBackendPid(): number | null
}

function makeEngine(
  { settings, enqueue, deliverDirectly }: AlertsOptions,
  { now, readSignals, findBackendPid }: EngineParts,
): AlertEngine {
  const shipped = listDefaultRules(settings)
  const downMs = settings.ALERT_SERVICE_DOWN_THRESHOLD_SECONDS * secondMs
  const url = `${settings.APP_URL ?? `http://localhost:${settings.PORT}`}`.replace(/\/$/, '')
  const ports: RecordPorts = { lock: { name: lockName, findBackendPid }, enqueue }
  return new AlertEngine({
    now,
    store: {
      load: () => loadSnapshot(shipped, now()),
      record: (recording, { isReplay }) => recordDecision(recording, { ports, isReplay }),
    },
    observe: async () => ({ components: listComponentStates(), readings: await readSignals() }),
    deliverDirectly,
    settings: {
      pace: {
        checkIntervalMs: settings.ALERT_CHECK_INTERVAL_SECONDS * secondMs,
        escalateEveryMs: settings.ALERT_ESCALATION_INTERVAL_SECONDS * secondMs,
      },
      // With thresholds of seconds nobody wants to wait for half a minute.
      groupMs: Math.min(minuteMs / 2, downMs / 10),
      presentUrl: (alertId) => `${url}/admin/status#${encodeURIComponent(alertId)}`,
    },
  })
}
