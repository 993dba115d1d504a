import { dayMs, type Now } from '@/lib/core/time'
import { computeUptime } from '../compute-uptime'
import { listSpans } from '../repo-spans'

/** How much of the last day each of these was up, from 0 to 1. Errors: those of the database. */
export async function readUptimes(
  ids: readonly string[],
  now: Now = Date.now,
): Promise<ReadonlyMap<string, number | null>> {
  const period = { fromMs: now() - dayMs, untilMs: now() }
  const spans = await listSpans(period, ids)
  const ownOf = (id: string) => spans.filter(({ componentId }) => componentId === id)
  return new Map(ids.map((id) => [id, computeUptime(ownOf(id), period).upRatio]))
}
