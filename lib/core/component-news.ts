/** From nothing known to worst; `maintenance` is announced and hides what is measured. */
export type ComponentStatus = 'unknown' | 'up' | 'degraded' | 'down' | 'maintenance'

/** As checks and drawings name a component: `database`, `check_<id>`. */
export const componentIdPattern = /^(?:[a-z][a-z_]{0,30}|check_[0-9A-Za-z]{20})$/

/** More than an instance has. */
export const mostWatched = 200

/** What somebody who may see a component is told of it. */
export interface ComponentReport {
  id: string
  /** Null while nothing of that id is looked at. */
  name: string | null
  status: ComponentStatus
  /** ISO 8601; null while nothing of that id is looked at. */
  since: string | null
  message: string | null
  /** From 0 to 1, of what is known of the last 24 hours, without maintenance; null when nothing is. */
  upRatioOfDay: number | null
}

export interface ComponentNews {
  /** `whole`: this is all there is to see of what was asked for. `changes`: the rest stays as it was told. */
  kind: 'whole' | 'changes'
  reports: ComponentReport[]
  /** Ids of what may be seen no longer. */
  withdrawn: string[]
}
