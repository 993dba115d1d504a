import type { Situation } from '../engine/evaluate-alerts'
import type { WaitingNotice } from '../engine/plan-notices'
import type { Recording } from '../engine/recording'

/** All that an evaluation goes by, beside what it observes. */
export interface Snapshot extends Situation {
  waiting: readonly WaitingNotice[]
}

/** Where alerts are kept. Both reject as the database does when it cannot be reached. */
export interface AlertStore {
  load(): Promise<Snapshot>
  /**
   * Writes what was decided and hands over what is to be sent, in one transaction; what was written before is left alone.
   * A replay is of what was decided while the database was away: states that others have changed since stay as they are.
   * Errors: DecidedTooLate, CommitUnknown.
   */
  record(recording: Recording, options: { isReplay: boolean }): Promise<void>
}

/** Somebody has changed an alert, or taken over, since the snapshot; nothing was written. */
export class DecidedTooLate extends Error {
  override readonly name = 'DecidedTooLate'
}

/** The connection broke while it was committed: nobody knows whether it was written. */
export class CommitUnknown extends Error {
  override readonly name = 'CommitUnknown'
}
