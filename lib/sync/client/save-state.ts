/** What is known at one moment. `oldestPush` names the oldest push in flight, so that progress can be told from none. */
export interface SaveFacts {
  connected: boolean
  /** Records changed here that the server has not acknowledged. */
  changes: number
  oldestPush: number | null
  /** The changes are written in this browser, so that closing the tab does not lose them. */
  kept: boolean
}

export interface SaveProgress {
  facts: SaveFacts
  /** Since when the server has acknowledged nothing although it was asked to. */
  waitingSinceMs: number | null
  /** Since when nothing is unacknowledged. */
  quietSinceMs: number | null
}

export type SaveState =
  | { status: 'saved' }
  | { status: 'saving' }
  | { status: 'offline'; changes: number; kept: boolean }
  | { status: 'retrying'; changes: number; kept: boolean }

/** A server that is silent for longer is in trouble, and the person should know. */
export const retryingAfterMs = 4_000
/** While someone draws, each stroke is acknowledged within milliseconds; without a rest the words would flicker. */
export const settleMs = 400

export const initialSaveProgress: SaveProgress = {
  facts: { connected: false, changes: 0, oldestPush: null, kept: true },
  waitingSinceMs: null,
  quietSinceMs: null,
}

export function transition(progress: SaveProgress, facts: SaveFacts, nowMs: number): SaveProgress {
  const waiting = facts.connected && facts.changes > 0
  const stalled = waiting && progress.waitingSinceMs !== null && facts.oldestPush === progress.facts.oldestPush
  return {
    facts,
    waitingSinceMs: waiting ? (stalled ? progress.waitingSinceMs : nowMs) : null,
    quietSinceMs:
      facts.changes === 0 ? (progress.quietSinceMs ?? (isUntouched(progress) ? nowMs - settleMs : nowMs)) : null,
  }
}

/** Nothing was changed so far: there is no "Saving…" to hold on to. */
const isUntouched = (progress: SaveProgress) => progress.facts.changes === 0

export function computeSaveState(progress: SaveProgress, nowMs: number): SaveState {
  const { facts, waitingSinceMs, quietSinceMs } = progress
  if (!facts.connected) return { status: 'offline', changes: facts.changes, kept: facts.kept }
  if (waitingSinceMs !== null && nowMs - waitingSinceMs > retryingAfterMs) {
    return { status: 'retrying', changes: facts.changes, kept: facts.kept }
  }
  return quietSinceMs !== null && nowMs - quietSinceMs >= settleMs ? { status: 'saved' } : { status: 'saving' }
}

/** The words on the screen. */
export function describeSaveState(state: SaveState): string {
  switch (state.status) {
    case 'saved':
      return 'Saved'
    case 'saving':
      return 'Saving…'
    case 'offline':
      return state.changes === 0 ? 'Offline' : `Offline, ${describeChanges(state)}`
    case 'retrying':
      return `Not saved, retrying (${describeChanges(state)})`
  }
}

function describeChanges({ changes, kept }: { changes: number; kept: boolean }): string {
  const count = changes === 1 ? '1 change' : `${changes} changes`
  return kept ? `${count} kept` : `${count} only in this tab`
}
