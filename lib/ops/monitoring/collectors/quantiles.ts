import { secondMs } from '@/lib/core/time'
import type { HistogramName } from '@/lib/platform/metrics/metrics'
import { sumBuckets } from '@/lib/platform/metrics/read-metrics'
import { round } from '../collector'
import { computeQuantile } from '../compute-quantile'
import { GrowthWindow } from '../growth-window'

interface Measured {
  histogram: HistogramName
  /** `request` gives `request_p50_ms` and `request_p95_ms`. */
  prefix: string
  windowMs: number
}

/** Reads half and 95 % of what a histogram of seconds has counted within a window; without any there is neither. */
export function watchQuantiles({ histogram, prefix, windowMs }: Measured): (atMs: number) => Record<string, number> {
  const window = new GrowthWindow<number>(windowMs)
  return (atMs) => {
    const { grown } = window.add(atMs, sumBuckets(histogram))
    const values: Record<string, number> = {}
    for (const percent of [50, 95]) {
      const seconds = computeQuantile(percent / 100, grown)
      if (seconds !== null) values[`${prefix}_p${percent}_ms`] = round(seconds * secondMs)
    }
    return values
  }
}
