import type { HealthState } from '@/components/ui/state-label'
import { formatDuration } from '@/lib/core/format-duration'
import { minuteMs, secondMs } from '@/lib/core/time'
import type { AlertDto } from '@/lib/ops/alerts/schema'
import type { MonitorReadingDto } from '@/lib/ops/monitoring/schema'
import type { LiveComponent } from '@/lib/ops/status/pure/live-message'
import { monitorTitles } from './monitor-titles'
import { readingStates } from './reading-states'

export interface Problem {
  /** Of what it is a problem. */
  id: string
  state: Extract<HealthState, 'degraded' | 'down' | 'unknown'>
  /** A short sentence without its full stop: "Database is down". */
  text: string
  since: string | null
  /** Names of what it takes along. */
  affects: readonly string[]
  /** Whether nobody can draw meanwhile. */
  stopsDrawing: boolean
}

export interface Overview {
  state: HealthState
  headline: string
  /** Everything there is to say, the worst and the oldest first; causes, not what they take along. */
  problems: Problem[]
  /** Names of what is in maintenance. */
  maintained: string[]
}

export interface Known {
  /** Null when they could not be read, as the others. */
  components: readonly LiveComponent[] | null
  readings: readonly MonitorReadingDto[] | null
  alerts: readonly AlertDto[] | null
  /** Who is in a room to draw. */
  editors: number
  nowMs: number
}

/** One answer to "is it well?": what is wrong, since when, and who suffers. */
export function computeOverview(known: Known): Overview {
  const problems = [...findComponentProblems(known), ...findReadingProblems(known), ...findAlertProblems(known)].sort(
    (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || toMs(a.since) - toMs(b.since),
  )
  const maintained = (known.components ?? []).filter(({ status }) => status === 'maintenance').map(({ name }) => name)
  return { state: problems[0]?.state ?? 'up', headline: composeHeadline(problems, known), problems, maintained }
}

const order: readonly HealthState[] = ['down', 'degraded', 'unknown']

const toMs = (since: string | null): number => (since === null ? Number.POSITIVE_INFINITY : Date.parse(since))

function composeHeadline(problems: readonly Problem[], { editors, nowMs }: Known): string {
  const [first] = problems
  if (!first) return 'All systems normal'
  const isPaused = problems.some(({ stopsDrawing }) => stopsDrawing) && editors > 0
  const people = isPaused ? `, drawing is paused for ${editors === 1 ? '1 person' : `${editors} people`}` : ''
  if (problems.length > 1) return `${problems.length} problems${people}`
  return `${first.text}${describeAge(first.since, nowMs)}${people}`
}

/** A headline that counts seconds is not calm. */
function describeAge(since: string | null, nowMs: number): string {
  if (since === null) return ''
  const ageMs = nowMs - Date.parse(since)
  return ageMs < minuteMs ? '' : ` for ${formatDuration((Math.floor(ageMs / minuteMs) * minuteMs) / secondMs)}`
}

function findComponentProblems({ components }: Known): Problem[] {
  return (components ?? []).flatMap(({ id, name, status, message, since, causes, affects, essential }): Problem[] => {
    const shared = { id, since, affects, stopsDrawing: essential && status === 'down' }
    if (status === 'down' && causes.length === 0) return [{ ...shared, state: 'down', text: `${name} is down` }]
    if (status !== 'degraded') return []
    return [{ ...shared, affects: [], state: 'degraded', text: message?.replace(/\.$/, '') ?? `${name} is not well` }]
  })
}

/** What a component says already is not said twice. */
function findReadingProblems({ readings, components }: Known): Problem[] {
  const nothing = { since: null, affects: [], stopsDrawing: false }
  if (!readings) return [{ ...nothing, id: 'monitors', state: 'unknown', text: 'The monitors cannot be read' }]
  return readings.flatMap(({ monitor, state }) => {
    const said = components?.find(({ id }) => id === monitor)
    if (state === 'ok' || (said && said.status !== 'up')) return []
    const word = state === 'critical' ? 'critical' : 'high'
    return [{ ...nothing, id: monitor, state: readingStates[state], text: `${monitorTitles[monitor]} is ${word}` }]
  })
}

/** Of what is neither a component nor a monitor, such as the share of requests that fail. */
function findAlertProblems({ alerts, components, readings }: Known): Problem[] {
  const said = new Set([...(components ?? []).map(({ id }) => id), ...(readings ?? []).map(({ monitor }) => monitor)])
  return (alerts ?? []).flatMap(({ alert_id, status, service_id, severity, message, triggered_at, details }) => {
    const isMuted = Boolean(details?.muted_by)
    if (status !== 'active' || isMuted || said.has(service_id) || severity === 'info') return []
    const state = severity === 'critical' ? ('down' as const) : ('degraded' as const)
    const text = message.replace(/\.$/, '')
    const since = details?.started_at ?? triggered_at
    return [{ id: alert_id, state, text, since, affects: details?.affects ?? [], stopsDrawing: false }]
  })
}
