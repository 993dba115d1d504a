import { secondMs } from '@/lib/core/time'
import { getLog } from '@/lib/platform/log/log'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import { getAudience, onAudienceChanged } from '../audience/known-audience'
import { onComponentChanged } from '../component-board'
import { listComponentStates } from '../list-component-states'
import { ComponentFeed, type ComponentWatch, type Watcher } from './component-feed'
import { readUptimes } from './read-uptimes'

export interface RunningComponentFeed {
  watch(watcher: Watcher): ComponentWatch
  stop(): void
}

/** How components are, for whoever watches them, from now on. Costs nothing while nobody does. */
export function startComponentFeed({ everyMs = 30 * secondMs } = {}): RunningComponentFeed {
  let hasFailed = false
  const feed = new ComponentFeed({
    listStates: listComponentStates,
    getAudience,
    async readUptimes(ids) {
      const uptimes = await readUptimes(ids)
      hasFailed = false
      return uptimes
    },
    onFault(error) {
      if (!hasFailed) getLog('health').warn({ reason: describeFault(error) }, 'uptimes cannot be read; they stay')
      hasFailed = true
    },
  })
  let isDue = false
  /** Many components change at once: all of them are one message. */
  const refreshSoon = () => {
    if (isDue) return
    isDue = true
    setImmediate(() => {
      isDue = false
      feed.refresh()
    })
  }
  const timer = setInterval(() => feed.watcherCount > 0 && feed.refreshUptimes(), everyMs)
  timer.unref()
  const stops = [() => clearInterval(timer), onComponentChanged(refreshSoon), onAudienceChanged(refreshSoon)]
  return {
    watch: (watcher) => feed.watch(watcher),
    stop() {
      for (const stop of stops) stop()
    },
  }
}
