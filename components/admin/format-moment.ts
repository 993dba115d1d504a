import { dayMs } from '@/lib/core/time'

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const exactClock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })

/** "10:05" by the clock of whoever reads it. */
export const formatClock = (atMs: number): string => clock.format(atMs)

/** "10:05:02" within the last hours, "21 Nov 10:05" before. */
export function formatMoment(atMs: number, { isExact }: { isExact: boolean }): string {
  return isExact ? exactClock.format(atMs) : `${day.format(atMs)} ${clock.format(atMs)}`
}

/** Below a chart over that much time: the clock, or the day. */
export const formatTick = (atMs: number, lengthMs: number): string => (lengthMs <= dayMs ? clock : day).format(atMs)

/** "21 Nov 10:00 to 10:30", "21 Nov 00:00 to 22 Nov 00:00". */
export function formatPeriod(fromMs: number, untilMs: number): string {
  const isSameDay = day.format(fromMs) === day.format(untilMs)
  return `${day.format(fromMs)} ${clock.format(fromMs)} to ${isSameDay ? '' : `${day.format(untilMs)} `}${clock.format(untilMs)}`
}
