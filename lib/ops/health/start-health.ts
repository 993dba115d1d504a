import { type Now, secondMs } from '@/lib/core/time'
import { setGauge } from '@/lib/platform/metrics/metrics'
import type { Check, Component } from './check'
import { CheckRunner } from './check-runner'
import type { ComponentState, ComponentStatus } from './component'
import { readBoard, writeBoard } from './component-board'
import { computeComponentStates } from './compute-component-states'
import { type HealthService, provideHealthService } from './health-service'
import type { MaintenanceWindow } from './maintenance-window'

/** What admins have defined. */
export interface Defined {
  /** With what tells two versions of the same check apart. */
  checks: readonly { check: Check; version: string }[]
  windows: readonly MaintenanceWindow[]
}

interface HealthOptions {
  checks: readonly Check[]
  derived: readonly Component[]
  /** Null when it cannot be known now: then what was known stays. */
  loadDefined?: () => Promise<Defined | null>
  now?: Now
  /** Windows begin and end although nobody looks. */
  refreshEveryMs?: number
}

const gaugeOf: Record<ComponentStatus, number> = { up: 1, degraded: 0.5, down: 0, unknown: -1, maintenance: -1 }

/** Looks at everything from now on, in this process, and keeps the board of components true. */
export function startHealth(options: HealthOptions): HealthService {
  const { derived, now = Date.now, refreshEveryMs = secondMs } = options
  const runner = new CheckRunner({ onLook: refresh, now })
  const versions = new Map<string, string>()
  let windows: readonly MaintenanceWindow[] = []
  let reloading: Promise<void> | null = null

  function refresh(): void {
    const watched = [
      ...runner.list().map(({ check, state }) => ({ component: check.component, measured: state })),
      ...derived.map((component) => ({ component, measured: null })),
    ]
    publish(computeComponentStates({ watched, windows, before: readBoard(), nowMs: now() }))
  }

  async function loadDefined(): Promise<void> {
    const defined = await options.loadDefined?.()
    if (!defined || isStopped) return
    windows = defined.windows
    const wanted = new Map(defined.checks.map(({ check, version }) => [check.component.id, { check, version }]))
    for (const id of [...versions.keys()]) if (!wanted.has(id)) drop(id)
    for (const [id, { check, version }] of wanted) {
      if (versions.get(id) === version) continue
      versions.set(id, version)
      runner.add(check)
    }
    refresh()
  }

  function drop(id: string): void {
    versions.delete(id)
    runner.remove(id)
  }

  let isStopped = false
  for (const check of options.checks) runner.add(check)
  refresh()
  const timer = setInterval(refresh, refreshEveryMs)
  timer.unref()

  const service: HealthService = {
    look: (id) => runner.look(id),
    list: () => runner.list(),
    reload() {
      // Who asks during a reload wants what was written since it began.
      reloading = (reloading ?? Promise.resolve()).then(loadDefined)
      return reloading
    },
    async stop() {
      isStopped = true
      clearInterval(timer)
      provideHealthService(null)
      await runner.stop()
    },
  }
  provideHealthService(service)
  return service
}

function publish(states: readonly ComponentState[]): void {
  const gone = new Set(readBoard().keys())
  for (const { id, status } of states) {
    gone.delete(id)
    setGauge('autograph_component_up', { component: id }, gaugeOf[status])
  }
  for (const component of gone) setGauge('autograph_component_up', { component }, gaugeOf.unknown)
  writeBoard(states)
}
