import { getLog } from '../log/log'
import { getMetricStore } from './metrics'

/** Runs the collectors; one that fails costs its own values only. */
export function runCollectors({ collectors } = getMetricStore()): void {
  for (const [name, collect] of collectors) {
    try {
      collect()
    } catch (error) {
      getLog('metrics').warn({ err: error, collector: name }, 'a value could not be collected')
    }
  }
}
