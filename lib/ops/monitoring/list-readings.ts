import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { monitors } from './collector'
import { findLatestReading } from './latest-readings'
import type { MonitorReadingDto } from './schema'

/** What each monitor of this process read last, always in the same order. Errors: unauthenticated, not_found. */
export function listReadings({ actor }: { actor: Actor }): MonitorReadingDto[] {
  assertAdmin(actor)
  return monitors.flatMap((monitor) => {
    const reading = findLatestReading(monitor)
    if (!reading) return []
    const { state, summary, values, limits = null, atMs } = reading
    return [{ monitor, state, summary, values, limits, at: new Date(atMs).toISOString() }]
  })
}
