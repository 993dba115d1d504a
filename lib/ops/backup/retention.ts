import { dayMs, hourMs } from '@/lib/core/time'
import { parseBackupTime } from './manifests'

/** Everything of the last hour; then the newest of each hour, day and week, so many of each. */
const kept = { hours: 24, days: 14, weeks: 8 }
const weekMs = 7 * dayMs

/** Which of these backups to keep; always the newest. What is no id of a backup is not ours to remove. */
export function computeKept(ids: readonly string[], now: number): Set<string> {
  const backups = ids
    .map((id) => ({ id, at: parseBackupTime(id)?.getTime() ?? Number.NaN }))
    .sort((a, b) => b.at - a.at)
  const keep = new Set(backups.filter(({ at }, place) => place === 0 || !(now - at > hourMs)).map(({ id }) => id))
  keepNewest({ spanMs: hourMs, count: kept.hours })
  keepNewest({ spanMs: dayMs, count: kept.days })
  keepNewest({ spanMs: weekMs, count: kept.weeks })
  return keep

  function keepNewest({ spanMs, count }: { spanMs: number; count: number }): void {
    const spans = new Set<number>()
    for (const { id, at } of backups) {
      const span = Math.floor(at / spanMs)
      if (spans.has(span)) continue
      if (spans.size === count) return
      spans.add(span)
      keep.add(id)
    }
  }
}
