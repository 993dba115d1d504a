import { formatDuration } from '@/lib/core/format-duration'
import type { Bar } from '@/lib/ops/status/pure/uptime-bars'
import { formatPeriod } from './format-moment'

interface Described {
  bar: Bar
  fromMs: number
  untilMs: number
}

/** A bar in words: "21 Nov 10:00 to 10:30: down for 4 min 12 s, not known for 3 s. Mail did not answer." */
export function describeBar({ bar, fromMs, untilMs }: Described): string {
  const period = formatPeriod(fromMs, untilMs)
  if (bar === null) return `${period}: up all the time.`
  const [degraded, down, maintenance, unknown, message] = bar
  const parts = [
    ['down', down],
    ['degraded', degraded],
    ['in maintenance', maintenance],
    ['not known', unknown],
  ] as const
  const length = Math.round((untilMs - fromMs) / 1_000)
  if (unknown >= length - 1) return `${period}: not known.`
  const said = parts.flatMap(([word, seconds]) => (seconds > 0 ? [`${word} for ${formatDuration(seconds)}`] : []))
  return `${period}: ${said.join(', ')}.${message ? ` ${message}` : ''}`
}

/** "99.98 %"; never rounded up to 100. */
export const formatUptime = (ratio: number | null): string =>
  ratio === null ? 'Not known yet' : `${Math.floor(ratio * 10_000) / 100} %`
