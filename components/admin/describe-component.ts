import type { HealthState } from '@/components/ui/state-label'
import type { LiveComponent } from '@/lib/ops/status/pure/live-message'

type Standing = Pick<LiveComponent, 'status' | 'message' | 'since'>

export const stateWords: Record<HealthState, string> = {
  up: 'Up',
  degraded: 'Degraded',
  down: 'Down',
  maintenance: 'Maintenance',
  unknown: 'Unknown',
}

/** What stands beside a state, and since when it is so. How long nothing has been known says nothing. */
export function describeStanding({ status, message, since }: Standing): {
  message: string | null
  since: string | null
} {
  return status === 'unknown' ? { message: message ?? 'Not checked yet', since: null } : { message, since }
}
