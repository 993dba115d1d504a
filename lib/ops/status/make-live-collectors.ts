import { secondMs } from '@/lib/core/time'
import { getEnv } from '@/lib/platform/env/env'
import type { Collector } from '../monitoring/collector'
import { createCpuCollector } from '../monitoring/collectors/cpu'
import { createEditingCollector } from '../monitoring/collectors/editing'
import { createEventLoopCollector } from '../monitoring/collectors/event-loop'
import { createMemoryCollector } from '../monitoring/collectors/memory'
import { createNetworkCollector } from '../monitoring/collectors/network'
import { createPoolCollector } from '../monitoring/collectors/pool'
import { createRequestsCollector } from '../monitoring/collectors/requests'
import { charts } from './pure/charts'
import { feedTimes } from './status-feed'

/** What happens within two seconds says little on a quiet server. */
const windowMs = 10 * secondMs

/** Collectors of their own, so that being watched does not change what the monitors measure. */
export function makeLiveCollectors(): Collector[] {
  const { everyMs } = feedTimes
  return [
    createCpuCollector(getEnv()),
    createMemoryCollector(getEnv()),
    createEventLoopCollector({ everyMs }),
    createNetworkCollector({ everyMs }),
    createRequestsCollector({ everyMs, windowMs }),
    createEditingCollector({ everyMs, windowMs }),
    createPoolCollector({ everyMs }),
  ].map((collector) => ({
    ...collector,
    async collect() {
      const reading = await collector.collect()
      return { ...reading, values: pickDrawn(reading.values) }
    },
  }))
}

const drawn = new Set(charts.flatMap(({ lines }) => lines.map(({ value }) => value)))

/** Those that the status page draws. */
export const pickDrawn = (values: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => drawn.has(name)))
