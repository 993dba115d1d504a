import type { ComponentState, ComponentStatus } from '@/lib/ops/health/component'
import { impactOf } from '@/lib/ops/health/dependency-map'
import { computeHeadline } from './compute-headline'
import { computeSlugs } from './compute-slugs'
import { joinNames } from './join-names'
import type { PublicComponent, PublicIncident, PublicMaintenance, PublicStatus, StoredStatus } from './schema-snapshot'

interface Known {
  stored: StoredStatus
  /** As this process believes now, whether the database is there or not. */
  states: readonly ComponentState[]
  nowMs: number
}

type NameAll = (ids: readonly string[]) => string[]

/** What anybody may read; null while the page is off. */
export function computePublicStatus({ stored, states, nowMs }: Known): PublicStatus | null {
  const { settings, readAtMs } = stored
  if (!settings.enabled) return null
  const nameAll: NameAll = (ids) => settings.components.filter(({ id }) => ids.includes(id)).map(({ name }) => name)
  const components = listComponents(stored, states)
  const incidents = stored.incidents.map((incident) => presentIncident(incident, nameAll))
  const maintenance = stored.windows
    .filter(({ endsAtMs }) => endsAtMs > nowMs)
    .flatMap((window) => presentWindow(window, { nameAll: nameWithDependents(states, nameAll), nowMs }))
  return {
    title: settings.title,
    ...computeHeadline(components, incidents),
    as_of: toTime(nowMs),
    history_as_of: toTime(readAtMs),
    components,
    incidents,
    maintenance,
  }
}

function listComponents({ settings, histories }: StoredStatus, states: readonly ComponentState[]): PublicComponent[] {
  const slugs = computeSlugs(settings.components.map(({ name }) => name))
  return settings.components.map(({ id, name }, index) => {
    const status: ComponentStatus = states.find((state) => state.id === id)?.status ?? 'unknown'
    const { uptime, days } = histories[id] ?? { uptime: null, days: [] }
    return { slug: slugs[index] ?? id, name, status, uptime_90d: uptime, days }
  })
}

function presentIncident(incident: StoredStatus['incidents'][number], nameAll: NameAll): PublicIncident {
  const { id, title, status, impact, componentIds, startedAtMs, resolvedAtMs, updates } = incident
  const components = nameAll(componentIds)
  return {
    id,
    title: title ?? `Problem with ${joinNames(components)}`,
    status,
    impact,
    components,
    started_at: toTime(startedAtMs),
    resolved_at: resolvedAtMs === null ? null : toTime(resolvedAtMs),
    updates: updates.map(({ kind, text, atMs }) => ({ kind, text, at: toTime(atMs) })),
  }
}

/** None when nothing of it is shown. A window without components is about all of them. */
function presentWindow(
  { id, startsAtMs, endsAtMs, componentIds, reason }: StoredStatus['windows'][number],
  { nameAll, nowMs }: { nameAll: NameAll; nowMs: number },
): PublicMaintenance[] {
  const components = nameAll(componentIds)
  if (componentIds.length > 0 && components.length === 0) return []
  const state = startsAtMs <= nowMs ? 'active' : 'planned'
  return [{ id, state, starts_at: toTime(startsAtMs), ends_at: toTime(endsAtMs), components, reason }]
}

/** Whatever needs a component that is in maintenance is in maintenance too. */
const nameWithDependents =
  (states: readonly ComponentState[], nameAll: NameAll): NameAll =>
  (ids) =>
    nameAll(ids.flatMap((id) => [id, ...impactOf(states, id)]))

const toTime = (ms: number): string => new Date(ms).toISOString()
