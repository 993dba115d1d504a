import { dayMs, hourMs, minuteMs, secondMs } from './time'

const units = [
  [dayMs, 'd'],
  [hourMs, 'h'],
  [minuteMs, 'min'],
  [secondMs, 's'],
] as const

/** The two largest units: `4 min 12 s`, `2 d 3 h`, `0 s`. */
export function formatDuration(seconds: number): string {
  let leftMs = Math.max(0, Math.round(seconds)) * secondMs
  const largest = units.findIndex(([unitMs]) => leftMs >= unitMs)
  if (largest === -1) return '0 s'
  const parts: string[] = []
  for (const [unitMs, name] of units.slice(largest, largest + 2)) {
    const count = Math.floor(leftMs / unitMs)
    leftMs -= count * unitMs
    if (count > 0) parts.push(`${count} ${name}`)
  }
  return parts.join(' ')
}
