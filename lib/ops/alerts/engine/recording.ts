import type { AlertChange } from './evaluate-alerts'
import type { NoticeGroup, WaitingNotice } from './plan-notices'

/** All that one evaluation has decided; it is written as a whole, and writing it twice is the same as once. */
export interface Recording {
  at: number
  changes: readonly AlertChange[]
  /** New ones, among them those that are sent at once. */
  queued: readonly WaitingNotice[]
  groups: readonly (NoticeGroup & { route: 'outbox' | 'direct' })[]
}
