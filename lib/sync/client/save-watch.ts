import { type Atom, atom, isEqual } from 'tldraw'
import { computeSaveState, initialSaveProgress, type SaveFacts, type SaveState, transition } from './save-state'

export interface SaveWatch {
  readonly state: Atom<SaveState>
  /** Something may have changed: look now, and go on looking until everything is saved. */
  poke(): void
  stop(): void
}

const lookEveryMs = 100

/**
 * Follows the facts and tells the state when it changes. The sync client announces no acknowledgement, so it is looked at;
 * only while something is under way, so that an idle editor does nothing.
 */
export function startSaveWatch(deps: { read: () => SaveFacts; now: () => number }): SaveWatch {
  let progress = transition(initialSaveProgress, deps.read(), deps.now())
  let timer: ReturnType<typeof setTimeout> | null = null
  const state = atom('save state', computeSaveState(progress, deps.now()))

  function look(): void {
    timer = null
    progress = transition(progress, deps.read(), deps.now())
    const next = computeSaveState(progress, deps.now())
    if (!isEqual(next, state.get())) state.set(next)
    if (next.status !== 'saved' && !isResting(progress.facts)) timer = setTimeout(look, lookEveryMs)
  }

  return {
    state,
    poke: () => {
      timer ??= setTimeout(look, 0)
    },
    stop: () => {
      if (timer) clearTimeout(timer)
      timer = null
    },
  }
}

/** Offline nothing changes by itself: a new edit and a new connection both poke. */
const isResting = (facts: SaveFacts) => !facts.connected && facts.kept
