import { minuteMs } from '@/lib/core/time'

/** As a `datetime-local` field wants it: `2026-11-22T13:00`, in the zone of whoever looks. */
export function formatLocalTime(atMs: number): string {
  const offsetMs = new Date(atMs).getTimezoneOffset() * minuteMs
  return new Date(atMs - offsetMs).toISOString().slice(0, 16)
}
