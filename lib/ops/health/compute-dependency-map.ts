import type { SeenCall } from '@/lib/platform/resilience/seen-calls'
import type { Component } from './check'
import type { ComponentState, ComponentStatus } from './component'
import { criticalPath, findCycles, impactOf, rootCauses } from './dependency-map'
import type { DependencyMapDto } from './schema-dependencies'

interface Known {
  /** Where every chain begins: what is outside and cannot be looked at. */
  entry: Pick<Component, 'id' | 'name' | 'needs' | 'uses'>
  components: readonly Component[]
  states: readonly ComponentState[]
  seen: readonly SeenCall[]
}

/** What stands on what, declared and seen, and how each of them is. */
export function computeDependencyMap({ entry, components, states, seen }: Known): DependencyMapDto {
  const all = [{ ...entry, essential: true }, ...components]
  const known = new Map([...states, makeEntryState(entry, states)].map((state) => [state.id, state]))
  const health = all.map(({ id, needs }) => ({ id, dependsOn: needs, status: known.get(id)?.status ?? 'unknown' }))
  const everything = all.map(({ id, needs, uses, essential }) => ({ id, essential, dependsOn: [...needs, ...uses] }))
  return {
    nodes: all.map(({ id, name, essential }) => {
      const state = known.get(id)
      return {
        id,
        name,
        status: state?.status ?? 'unknown',
        since: state?.since.toISOString() ?? null,
        message: state?.message ?? null,
        latency_ms: state?.latencyMs == null ? null : Math.round(state.latencyMs * 10) / 10,
        essential,
        caused_by: rootCauses(health, id),
        affects: impactOf(health, id),
      }
    }),
    edges: listEdges(all, seen),
    critical_path: criticalPath(everything, entry.id),
    cycles: findCycles(health),
  }
}

function listEdges(all: readonly Pick<Component, 'id' | 'needs' | 'uses'>[], seen: readonly SeenCall[]) {
  const ids = new Set(all.map(({ id }) => id))
  const calls = new Map(seen.map((call) => [`${call.from} ${call.to}`, call]))
  const present = (from: string, to: string, kind: 'needs' | 'uses' | 'seen') => {
    const call = calls.get(`${from} ${to}`)
    calls.delete(`${from} ${to}`)
    return {
      from,
      to,
      kind,
      calls: call?.calls ?? 0,
      last_called_at: call ? new Date(call.lastAtMs).toISOString() : null,
    }
  }
  const declared = all.flatMap(({ id, needs, uses }) => [
    ...needs.filter((to) => ids.has(to)).map((to) => present(id, to, 'needs')),
    ...uses.filter((to) => ids.has(to)).map((to) => present(id, to, 'uses')),
  ])
  const surprises = [...calls.values()].filter(({ from, to }) => ids.has(from) && ids.has(to))
  return [...declared, ...surprises.map(({ from, to }) => present(from, to, 'seen'))]
}

/** People are served as well as what they cannot do without. */
function makeEntryState({ id, name, needs }: Known['entry'], states: readonly ComponentState[]): ComponentState {
  const essential = states.filter((state) => state.essential)
  const status = ['down', 'maintenance', 'degraded', 'unknown'].find((one) => essential.some((s) => s.status === one))
  const causes = essential.filter((state) => state.status === status)
  return {
    id,
    name,
    status: (status ?? 'up') as ComponentStatus,
    since: new Date(Math.max(0, ...causes.map(({ since }) => since.getTime()))),
    message: causes[0]?.message ?? null,
    latencyMs: null,
    essential: true,
    dependsOn: needs,
  }
}
