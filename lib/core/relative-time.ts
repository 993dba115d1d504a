import { dayMs, hourMs, minuteMs } from './time'

const steps: readonly [limitMs: number, unitMs: number, word: string][] = [
  [hourMs, minuteMs, 'min'],
  [dayMs, hourMs, 'h'],
  [7 * dayMs, dayMs, 'd'],
]

const thisYear = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' })
const otherYear = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

/** "just now", "4 min ago", "2 h ago", "3 d ago", and from a week on the date. Times ahead count as now. */
export function formatRelativeTime(atMs: number, nowMs: number): string {
  const ageMs = nowMs - atMs
  if (ageMs < minuteMs) return 'just now'
  for (const [limitMs, unitMs, word] of steps) {
    if (ageMs < limitMs) return `${Math.floor(ageMs / unitMs)} ${word} ago`
  }
  const sameYear = new Date(atMs).getUTCFullYear() === new Date(nowMs).getUTCFullYear()
  return (sameYear ? thisYear : otherYear).format(atMs)
}
