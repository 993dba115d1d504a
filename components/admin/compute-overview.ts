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

/** Rules that watch what a monitor or a component tells as well. */
const subjectsOfRules: Readonly<Record<string, string>> = {
  high_cpu: 'cpu',
  high_memory: 'memory',
  disk_filling: 'disk',
  disk_full: 'disk',
  event_loop_blocked: 'event_loop',
  backup_old: 'backup',
  backup_wal_old: 'backup',
  undelivered: 'outbox',
}

const isOpen = ({ status, severity, details }: AlertDto): boolean =>
  status === 'active' && severity !== 'info' && !details?.muted_by

const sinceOf = ({ details, triggered_at }: AlertDto): string => details?.started_at ?? triggered_at

/** What a component says already is not said twice. */
function findReadingProblems({ readings, components, alerts }: Known): Problem[] {
  const nothing = { affects: [], stopsDrawing: false }
  if (!readings) {
    return [{ ...nothing, id: 'monitors', since: null, state: 'unknown', text: 'The monitors cannot be read' }]
  }
  return readings.flatMap(({ monitor, state }) => {
    const said = components?.find(({ id }) => id === monitor)
    if (state === 'ok' || (said && said.status !== 'up')) return []
    const alert = alerts?.find((one) => isOpen(one) && subjectsOfRules[one.type] === monitor)
    const word = state === 'critical' ? 'critical' : 'high'
    const text = `${monitorTitles[monitor]} is ${word}`
    return [{ ...nothing, id: monitor, since: alert ? sinceOf(alert) : null, state: readingStates[state], text }]
  })
}

/** Of what neither a component nor a monitor tells, such as the share of requests that fail. */
function findAlertProblems({ alerts, components, readings }: Known): Problem[] {
  const said = new Set<string>([
    ...(components ?? []).map(({ id }) => id),
    ...(readings ?? []).filter(({ state }) => state !== 'ok').map(({ monitor }) => monitor),
  ])
  return (alerts ?? []).filter(isOpen).flatMap((alert) => {
    const { alert_id: id, type, service_id, severity, message, details } = alert
    if (said.has(service_id) || said.has(subjectsOfRules[type] ?? '')) return []
    const state = severity === 'critical' ? ('down' as const) : ('degraded' as const)
    const text = message.replace(/\.$/, '')
    return [{ id, state, text, since: sinceOf(alert), affects: details?.affects ?? [], stopsDrawing: false }]
  })
}
