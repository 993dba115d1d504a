import { LRUCache } from 'lru-cache'
import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { type Now, secondMs } from '@/lib/core/time'
import { remember } from '@/lib/platform/remember'
import type { ComponentState } from '../health/component'
import { computeUptime } from '../health/compute-uptime'
import { listComponentSpans } from '../health/list-component-spans'
import { listComponentStates } from '../health/list-component-states'
import type { BarRange } from './pure/ranges'
import { type BarSpan, computeBarStart, computeUptimeBars } from './pure/uptime-bars'
import type { UptimeReport } from './pure/uptime-report'

/** Whoever asks within so long hears the same. */
const keptMs = 5 * secondMs

const getKept = () =>
  remember('status.uptime', () => new LRUCache<string, Promise<UptimeReport>>({ max: 10, ttl: keptMs }))

/** How every component was over a range, read once for everybody who asks. Errors: unauthenticated, not_found. */
export function listComponentUptime({ actor, range }: { actor: Actor; range: BarRange }): Promise<UptimeReport> {
  assertAdmin(actor)
  const kept = getKept()
  const known = kept.get(range.range)
  if (known) return known
  const reading = readComponentUptime(range)
  kept.set(range.range, reading)
  reading.catch(() => kept.delete(range.range))
  return reading
}

export async function readComponentUptime(range: BarRange, now: Now = Date.now): Promise<UptimeReport> {
  const atMs = now()
  const lengthMs = range.count * range.barMs
  const spans = await listComponentSpans({ fromMs: atMs - lengthMs, untilMs: atMs })
  return {
    range: range.range,
    fromMs: computeBarStart(range, atMs),
    atMs,
    components: listComponentStates().map((state) => {
      const { id } = state
      const own = [...spans.filter(({ componentId }) => componentId === id), ...describeNow(state, atMs)]
      const { upRatio, downMs, knownRatio } = computeUptime(own, { fromMs: atMs - lengthMs, untilMs: atMs })
      return {
        id,
        upRatio: upRatio === null ? null : floorTo(upRatio, 6),
        downSeconds: Math.round(downMs / secondMs),
        knownRatio: floorTo(knownRatio, 4),
        bars: computeUptimeBars(own, range, atMs).bars,
      }
    }),
  }
}

/** What is not stored yet: history is written every few seconds. */
const describeNow = ({ status, since, message }: ComponentState, atMs: number): BarSpan[] =>
  status === 'unknown' ? [] : [{ status, message, startedAtMs: since.getTime(), endedAtMs: atMs }]

/** Never rounded up to all of it. */
const floorTo = (ratio: number, digits: number): number => Math.floor(ratio * 10 ** digits) / 10 ** digits
