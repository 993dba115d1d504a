import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { AppError } from '@/lib/core/errors'
import { dayMs, hourMs, type Now } from '@/lib/core/time'
import { chooseSpan } from './choose-span'
import type { Monitor } from './collector'
import { listStoredReadings, type StoredReading } from './repo'
import type { ReadingHistoryDto, ReadingHistoryQuery } from './schema'

interface ListHistory {
  actor: Actor
  monitor: Monitor
  query: ReadingHistoryQuery
  now?: Now
}

/** Readings are forgotten after so long. */
const longestMs = 90 * dayMs
const maxPoints = 2_500

/**
 * What a monitor has read, of each process, the earliest first; coarser the longer the time. Errors: unauthenticated,
 * not_found, invalid_input.
 */
export async function listHistory({ actor, monitor, query, now = Date.now }: ListHistory): Promise<ReadingHistoryDto> {
  assertAdmin(actor)
  const nowMs = now()
  const toMs = query.to === undefined ? nowMs : Date.parse(query.to)
  const fromMs = query.from === undefined ? toMs - hourMs : Date.parse(query.from)
  assertRange(fromMs, toMs)
  const span = chooseSpan({ fromMs, toMs }, nowMs)
  const { instance } = query
  const latestFirst = await listStoredReadings({ monitor, span, fromMs, toMs, instance, limit: maxPoints + 1 })
  return {
    monitor,
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    span,
    truncated: latestFirst.length > maxPoints,
    series: toSeries(latestFirst.slice(0, maxPoints).reverse()),
  }
}

function assertRange(fromMs: number, toMs: number): void {
  const message = fromMs >= toMs ? '`from` has to be before `to`.' : 'At most 90 days can be asked for at once.'
  if (fromMs < toMs && toMs - fromMs <= longestMs) return
  throw new AppError('invalid_input', message, { errors: [{ path: 'from', code: 'invalid_range', message }] })
}

function toSeries(readings: readonly StoredReading[]): ReadingHistoryDto['series'] {
  const series = new Map<string, ReadingHistoryDto['series'][number]['points']>()
  for (const { instance, at, values } of readings) {
    const amounts = Object.entries(values).map(([name, [average, least, most]]) => [name, { average, least, most }])
    const points = series.get(instance) ?? []
    points.push({ at: at.toISOString(), values: Object.fromEntries(amounts) })
    series.set(instance, points)
  }
  return [...series].map(([instance, points]) => ({ instance, points })).sort(byInstance)
}

const byInstance = (a: { instance: string }, b: { instance: string }) => (a.instance < b.instance ? -1 : 1)
