/** What the engine knows of an incident. Times are milliseconds since the epoch. */
export interface IncidentState {
  id: string
  /** Raised by every change; 0 when it is not stored yet. */
  version: number
  title: string
  /** The component whose alerts opened it; null when a person did. */
  root: string | null
  status: 'investigating' | 'identified' | 'monitoring' | 'resolved'
  componentIds: readonly string[]
  /** Whether it ends with its alerts. */
  endsByItself: boolean
  startedAtMs: number
  resolvedAtMs: number | null
}

/** One time that a critical alert fired. */
export interface FiredAlert {
  rowId: string
  /** For people: "Database Down". */
  name: string
  serviceId: string
  /** The component it is because of; its own when there is none below. */
  root: string
  startedAtMs: number
  triggeredAtMs: number
  resolvedAtMs: number | null
  /** Null when no incident tells of it yet. */
  incidentId: string | null
}

/** A line of the timeline that alerts have caused. */
export interface AutomaticUpdate {
  /** Named after the alert, so that it is written once. */
  id: string
  kind: 'investigating' | 'resolved' | 'note'
  text: string
  /** Seen by everybody when its incident is. */
  isPublic: boolean
  atMs: number
}

/** What is to be written of one incident. */
export interface IncidentPlan {
  incident: IncidentState
  /** Ids of the rows of alerts that it tells of from now on. */
  joined: readonly string[]
  updates: readonly AutomaticUpdate[]
}
