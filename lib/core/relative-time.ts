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
  const age = formatAge(ageMs)
  return age ? `${age} ago` : formatDay(atMs, nowMs)
}

/** What has lasted from then on: "for under 1 min", "for 4 min", "for 3 d", and from a week on "since Mar 3". */
export function formatLasting(atMs: number, nowMs: number): string {
  const ageMs = nowMs - atMs
  if (ageMs < minuteMs) return 'for under 1 min'
  const age = formatAge(ageMs)
  return age ? `for ${age}` : `since ${formatDay(atMs, nowMs)}`
}

/** Null when it is better told by its date. */
function formatAge(ageMs: number): string | null {
  for (const [limitMs, unitMs, word] of steps) {
    if (ageMs < limitMs) return `${Math.floor(ageMs / unitMs)} ${word}`
  }
  return null
}

function formatDay(atMs: number, nowMs: number): string {
  const sameYear = new Date(atMs).getUTCFullYear() === new Date(nowMs).getUTCFullYear()
  return (sameYear ? thisYear : otherYear).format(atMs)
}
