import { type Now, secondMs } from '@/lib/core/time'
import { type Check, found } from '../check'
import { everyMinute } from './timing'

interface ClockDeps {
  /** Milliseconds since the epoch by the clock of the database. */
  readDatabaseClock(): Promise<number>
  now?: Now
}

const toleratedMs = 2 * secondMs

/** How far our clock is from the database's. What the journey took is no skew. */
export function createClockCheck({ readDatabaseClock, now = Date.now }: ClockDeps): Check {
  return {
    component: { id: 'clock', name: 'Clock', essential: false, needs: ['database'], uses: [] },
    ...everyMinute,
    async probe() {
      const beforeMs = now()
      const theirsMs = await readDatabaseClock()
      const afterMs = now()
      const skewMs = theirsMs < beforeMs ? theirsMs - beforeMs : Math.max(0, theirsMs - afterMs)
      const detail = `the database is ${Math.round(skewMs)} ms ahead`
      if (Math.abs(skewMs) <= toleratedMs) return found('up', null, detail)
      const seconds = Math.round(Math.abs(skewMs) / secondMs)
      return found('degraded', `The clocks of server and database are ${seconds} seconds apart.`, detail)
    },
  }
}
