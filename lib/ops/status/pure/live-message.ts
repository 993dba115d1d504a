import type { ComponentDto } from '@/lib/ops/health/schema-components'
import type { UptimeReport } from './uptime-report'

/** What is told of a component as soon as it changes; how long a look took changes with every look and is not. */
export type LiveComponent = Omit<ComponentDto, 'detail' | 'lookedAt' | 'latencyMs'>

/** What is sent to whoever watches the status page: what has changed since the message before. */
export interface LiveMessage {
  atMs: number
  /** Everything that is known, not only what has changed. */
  isWhole?: true
  /** By name; null is not known any more. */
  values?: Record<string, number | null>
  components?: LiveComponent[]
  /** Ids of components that are gone. */
  gone?: string[]
  uptime?: UptimeReport
  /** Something that is not in here has changed: alerts, errors, deliveries. */
  isStale?: true
}
