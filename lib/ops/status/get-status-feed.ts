import { remember } from '@/lib/platform/remember'
import { describeComponents } from '../health/list-components'
import { listLatestReadings } from '../monitoring/latest-readings'
import { readComponentUptime } from './list-component-uptime'
import { makeLiveCollectors, pickDrawn } from './make-live-collectors'
import type { LiveComponent } from './pure/live-message'
import { readRest } from './read-rest'
import { StatusFeed } from './status-feed'

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
        makeCollectors: makeLiveCollectors,
        listLatestValues,
        listComponents,
        readUptime: readComponentUptime,
        readRest,
        now: Date.now,
      }),
  )
