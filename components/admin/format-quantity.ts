import type { Unit } from '@/lib/ops/status/pure/charts'

const steps = ['B', 'kB', 'MB', 'GB', 'TB'] as const

const formatNumber = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) < 10 ? 1 : 0 })

/** "312 MB", "1.2 GB"; a step is 1024. */
export function formatBytes(bytes: number): string {
  const step = Math.min(steps.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, Math.abs(bytes))) / 10)))
  return `${formatNumber(bytes / 1024 ** step)} ${steps[step]}`
}

export const formatMegabytes = (megabytes: number): string => formatBytes(megabytes * 1024 * 1024)

export const formatPercent = (percent: number): string => `${formatNumber(percent)} %`

/** "0.8 ms", "640 ms", "12.3 s". */
export function formatMs(ms: number): string {
  if (ms < 1_000) return `${formatNumber(ms)} ms`
  return `${(ms / 1_000).toLocaleString('en', { maximumFractionDigits: 1 })} s`
}

/** With its sign, for what has changed. */
export const formatChange = (value: number, format: (value: number) => string): string =>
  value < 0 ? `−${format(-value)}` : `+${format(value)}`

const units: Record<Unit, (value: number) => string> = {
  perMinute: (value) => `${formatNumber(value)} /min`,
  count: formatNumber,
  ms: formatMs,
  percent: formatPercent,
  megabytes: formatMegabytes,
  bytesPerSecond: (value) => `${formatBytes(value)}/s`,
}

/** A value of a chart with its unit. */
export const formatUnit = (unit: Unit, value: number): string => units[unit](value)
