import { setImmediate as nextTurn } from 'node:timers/promises'

/** Others wait no longer than this. */
const turnMs = 8

/** For long work between its steps: lets others go on when it has been a while. */
export function makePause(): () => Promise<void> {
  let resumedAtMs = performance.now()
  return async () => {
    if (performance.now() - resumedAtMs < turnMs) return
    await nextTurn()
    resumedAtMs = performance.now()
  }
}
