import type { MonitorReadingDto } from '@/lib/ops/monitoring/schema'

export const monitorTitles: Record<MonitorReadingDto['monitor'], string> = {
  cpu: 'CPU',
  memory: 'Memory',
  event_loop: 'Event loop',
  disk: 'Disk',
  network: 'Network',
  requests: 'Requests',
  editing: 'Rooms and people',
  pool: 'Database pool',
}
