import type { ComponentState } from './component'
import type { HealthReportDto } from './schema'

interface Running {
  version: string
  uptimeSeconds: number
}

/** What anybody may know. What admins have defined is left out: its very names may say too much. */
export function computeHealthReport(
  states: readonly ComponentState[],
  { version, uptimeSeconds }: Running,
): HealthReportDto {
  const own = states.filter(({ id }) => !isDefinedByAdmin(id))
  const checks = own.map(({ id, status, latencyMs, since, message }) => [
    id,
    { status, latency_ms: round(latencyMs), since: since.toISOString(), message },
  ])
  return {
    status: computeOverall(own),
    version,
    uptime_seconds: Math.floor(uptimeSeconds),
    checks: Object.fromEntries(checks),
  }
}

export const isDefinedByAdmin = (id: string): boolean => id.startsWith('check_')

function computeOverall(states: readonly ComponentState[]): HealthReportDto['status'] {
  if (states.some(({ essential, status }) => essential && status === 'down')) return 'unhealthy'
  // Nothing is known right after the start; whoever waits for "healthy" waits a second longer.
  const isUnsure = states.length === 0 || states.some(({ essential, status }) => essential && status === 'unknown')
  return isUnsure || states.some(({ status }) => status === 'down' || status === 'degraded') ? 'degraded' : 'healthy'
}

const round = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10)
