import type { BarRange } from './ranges'
import type { Bar } from './uptime-bars'

export interface ComponentUptime {
  id: string
  /** Of what is known and was no maintenance, from 0 to 1; null when nothing is. */
  upRatio: number | null
  downSeconds: number
  /** How much of the time is known, from 0 to 1. */
  knownRatio: number
  bars: Bar[]
}

export interface UptimeReport {
  range: BarRange['range']
  /** Beginning of the first bar. */
  fromMs: number
  /** As of when. */
  atMs: number
  components: ComponentUptime[]
}
