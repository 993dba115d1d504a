import { secondMs } from '@/lib/core/time'
import { getEnv } from '@/lib/platform/env/env'
import { remember } from '@/lib/platform/remember'
import { describeComponents } from '../health/list-components'
import { createCpuCollector } from '../monitoring/collectors/cpu'
import { createEditingCollector } from '../monitoring/collectors/editing'
import { createEventLoopCollector } from '../monitoring/collectors/event-loop'
import { createMemoryCollector } from '../monitoring/collectors/memory'
import { createNetworkCollector } from '../monitoring/collectors/network'
import { createPoolCollector } from '../monitoring/collectors/pool'
import { createRequestsCollector } from '../monitoring/collectors/requests'
import { listLatestReadings } from '../monitoring/latest-readings'
import { readComponentUptime } from './list-component-uptime'
import { charts } from './pure/charts'
import type { LiveComponent } from './pure/live-message'
import { readRest } from './read-rest'
import { feedTimes, StatusFeed } from './status-feed'

/** What happens within two seconds says little on a quiet server. */
const windowMs = 10 * secondMs

/** Collectors of their own, so that being watched does not change what the monitors measure. */
const makeCollectors = () => {
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

const pickDrawn = (values: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => drawn.has(name)))

const listLatestValues = (): Record<string, number> =>
  Object.assign({}, ...listLatestReadings().map(({ values }) => pickDrawn(values)))

const listComponents = (): LiveComponent[] =>
  describeComponents().map(({ id, name, status, since, message, essential, causes, affects }) => ({
    ...{ id, name, status, since, message, essential, causes, affects },
  }))

/** The one of this process. */
export const getStatusFeed = (): StatusFeed =>
  remember(
    'status.feed',
    () =>
      new StatusFeed({
        makeCollectors,
        listLatestValues,
        listComponents,
        readUptime: readComponentUptime,
        readRest,
        now: Date.now,
      }),
  )
