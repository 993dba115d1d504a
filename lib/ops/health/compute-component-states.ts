import type { Component } from './check'
import type { CheckState } from './check-state'
import type { ComponentState } from './component'
import { findWindow, type MaintenanceWindow } from './maintenance-window'

export interface WatchedComponent {
  component: Component
  /** Null for one that nothing looks at: it is as well as what it stands on. */
  measured: CheckState | null
}

interface Known {
  watched: readonly WatchedComponent[]
  windows: readonly MaintenanceWindow[]
  before: ReadonlyMap<string, ComponentState>
  nowMs: number
}

type Said = Pick<ComponentState, 'status' | 'message'>

/**
 * What is true of every component: maintenance hides what is measured, also of whatever needs the component, and nothing is
 * up whose foundation is down, however well it answers itself.
 */
export function computeComponentStates({ watched, windows, before, nowMs }: Known): ComponentState[] {
  const byId = new Map(watched.map((one) => [one.component.id, one]))
  const said = new Map<string, Said>()

  const say = (id: string, above: readonly string[]): Said => {
    const one = byId.get(id)
    const known = said.get(id)
    if (known || !one) return known ?? { status: 'unknown', message: null }
    // Whatever needs itself in a circle is judged by what it shows.
    const foundations = one.component.needs.filter((below) => byId.has(below) && ![...above, id].includes(below))
    const lost = foundations.map((below) => ({ below, ...say(below, [...above, id]) }))
    const answer = sayOne(one, { lost, windows, nowMs, nameOf: (below) => byId.get(below)!.component.name })
    if (above.length === 0) said.set(id, answer)
    return answer
  }

  return watched.map(({ component, measured }) => {
    const now = say(component.id, [])
    const last = before.get(component.id)
    return {
      id: component.id,
      name: component.name,
      ...now,
      since: last?.status === now.status ? last.since : new Date(nowMs),
      latencyMs: measured?.latencyMs ?? null,
      essential: component.essential,
      dependsOn: component.needs,
    }
  })
}

/** There is nothing that could be down. */
const isUnconfigured = ({ status, message }: CheckState): boolean => status === 'unknown' && message !== null

interface Around {
  lost: readonly (Said & { below: string })[]
  windows: readonly MaintenanceWindow[]
  nowMs: number
  nameOf(id: string): string
}

function sayOne({ component, measured }: WatchedComponent, { lost, windows, nowMs, nameOf }: Around): Said {
  const window = findWindow(windows, { componentId: component.id, nowMs })
  if (window) return { status: 'maintenance', message: window.reason }
  if (measured && isUnconfigured(measured)) return { status: 'unknown', message: measured.message }
  const announced = lost.find(({ status }) => status === 'maintenance')
  if (announced) return { status: 'maintenance', message: announced.message }
  const down = lost.find(({ status }) => status === 'down')
  if (down) return { status: 'down', message: `${nameOf(down.below)} is down.` }
  if (measured) return { status: measured.status, message: measured.message }
  const worst = lost.find(({ status }) => status === 'degraded') ?? lost.find(({ status }) => status === 'unknown')
  if (!worst) return { status: 'up', message: null }
  return { status: worst.status === 'degraded' ? 'degraded' : 'unknown', message: worst.message }
}
