import type { Atom } from 'tldraw'
import type { Snapshot } from './http-transport'
import type { Conflict } from './merge-documents'

/** What others changed in the same records, and this person's own document as it was before theirs was merged into it. */
export interface ConflictReport {
  conflicts: readonly Conflict[]
  ownCopy: Snapshot
}

export interface Conflicts {
  /** Until a person has decided; null when there is nothing to decide. */
  readonly report: Atom<ConflictReport | null>
  /** Puts the other side of a conflict in the place of what was merged, as a change of this person. */
  takeAlternative(conflict: Conflict): void
  /** What was merged is right. */
  dismiss(): void
}
