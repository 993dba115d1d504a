import { statfs } from 'node:fs/promises'
import { setGauge } from '@/lib/platform/metrics/metrics'
import { type Collector, computeState, round } from '../collector'

export interface DiskFolder {
  /** What people call it, e.g. `data`. */
  name: string
  path: string
}

interface DiskSettings {
  folders: readonly DiskFolder[]
  warningPercent: number
  everyMs: number
  /** Bytes of uploads, wherever they are stored: of buckets nobody can say how full they are. */
  countUploads?: () => Promise<number>
}

export interface DiskUse {
  usedPercent: number
  totalMb: number
  availableMb: number
}

/** As `df` counts: of what people may use, without the reserve of root. */
export async function readDisk(path: string): Promise<DiskUse> {
  const { bsize, blocks, bfree, bavail } = await statfs(path)
  const used = blocks - bfree
  const toMb = (count: number) => round((count * bsize) / 1024 / 1024)
  return {
    usedPercent: used + bavail > 0 ? (used / (used + bavail)) * 100 : 0,
    totalMb: toMb(blocks),
    availableMb: toMb(bavail),
  }
}

/** A folder that is not there yet is left out. */
export function createDiskCollector(settings: DiskSettings): Collector {
  const { folders, warningPercent, everyMs, countUploads } = settings
  return {
    monitor: 'disk',
    everyMs,
    async collect() {
      const values: Record<string, number> = {}
      let fullest = { name: 'none', percent: 0 }
      for (const { name, path } of folders) {
        const use = await readDisk(path).catch(() => null)
        if (!use) continue
        setGauge('disk_usage_percent', { mount: name }, use.usedPercent)
        values[`${name}_disk_usage_percent`] = round(use.usedPercent)
        values[`${name}_disk_total_mb`] = use.totalMb
        values[`${name}_disk_available_mb`] = use.availableMb
        if (use.usedPercent >= fullest.percent) fullest = { name, percent: use.usedPercent }
      }
      const uploads = await countUploads?.().catch(() => null)
      if (typeof uploads === 'number') values.uploads_mb = round(uploads / 1024 / 1024)
      const summary = `disk of ${fullest.name} is ${Math.round(fullest.percent)} % full`
      const limits = { unit: '%' as const, warningFrom: warningPercent, criticalFrom: null }
      return { state: computeState(fullest.percent, warningPercent), summary, values, limits }
    },
  }
}
