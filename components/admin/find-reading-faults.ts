import type { HealthState } from '@/components/ui/state-label'
import type { MonitorReadingDto } from '@/lib/ops/monitoring/schema'
import { monitorTitles } from './monitor-titles'

/** Something that the headline of the status page has to say. */
export interface Finding {
  state: Extract<HealthState, 'degraded' | 'down' | 'unknown'>
  /** A short sentence without its full stop. */
  text: string
}

export const readingStates = { ok: 'up', warning: 'degraded', critical: 'down' } as const

/** What the monitors say that is not all right. Null readings could not be read. */
export function findReadingFaults(readings: readonly MonitorReadingDto[] | null): Finding[] {
  if (!readings) return [{ state: 'unknown', text: 'The monitors cannot be read' }]
  return readings.flatMap(({ monitor, state }) => {
    if (state === 'ok') return []
    const word = state === 'critical' ? 'critical' : 'high'
    return [{ state: readingStates[state], text: `${monitorTitles[monitor]} is ${word}` }]
  })
}
