import type { MaintenanceWindow } from '@/lib/platform/db/generated/client'
import type { WindowDto } from './schema-maintenance'

export function presentWindow(row: MaintenanceWindow, nowMs = Date.now()): WindowDto {
  const { id, startsAt, endsAt, componentIds, reason, createdAt } = row
  const state = endsAt.getTime() <= nowMs ? 'over' : startsAt.getTime() <= nowMs ? 'active' : 'planned'
  return {
    id,
    starts_at: startsAt.toISOString(),
    ends_at: endsAt.toISOString(),
    state,
    components: componentIds,
    reason,
    created_at: createdAt.toISOString(),
  }
}
