import { minuteMs, type Now } from '@/lib/core/time'
import type { LatestReading } from '@/lib/ops/monitoring/latest-readings'
import { type Check, found } from '../check'
import { often } from './timing'

interface DiskDeps {
  /** What the monitor of disks read last; null before its first reading. */
  findReading(): Pick<LatestReading, 'state' | 'summary' | 'values' | 'atMs'> | null
  /** Between two readings. */
  readEveryMs: number
  now?: Now
}

const fullPercent = 98

/** By what the monitor of disks has read; nothing is read once more. */
export function createDiskCheck({ findReading, readEveryMs, now = Date.now }: DiskDeps): Check {
  return {
    component: { id: 'disk', name: 'Disk', essential: false, needs: [], uses: [] },
    ...often,
    async probe() {
      const reading = findReading()
      if (!reading || now() - reading.atMs > 3 * readEveryMs + minuteMs) return found('unknown', null)
      const percents = Object.entries(reading.values).filter(([name]) => name.endsWith('_usage_percent'))
      const fullest = Math.max(0, ...percents.map(([, percent]) => percent))
      if (fullest >= fullPercent) return found('down', 'Disk is full; nothing more can be stored.', reading.summary)
      if (reading.state === 'ok') return found('up', null, reading.summary)
      return found('degraded', `Disk is ${Math.round(fullest)} % full.`, reading.summary)
    },
  }
}
