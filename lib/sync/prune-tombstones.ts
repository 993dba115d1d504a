/** As many as the sync library keeps, and how far below that it prunes, so as not to prune at every deletion. */
export const maxTombstones = 3_000
const pruneBuffer = 300

/**
 * Forgets the oldest deletions when there are too many. `prunedThrough` is the clock up to which a returning client may
 * have missed one: it must get the whole document, or it would keep the deleted records for ever. Null: nothing to prune.
 */
export function computePrunedTombstones(
  tombstones: Record<string, number>,
): { kept: Record<string, number>; prunedThrough: number } | null {
  const entries = Object.entries(tombstones)
  if (entries.length <= maxTombstones) return null
  entries.sort((a, b) => a[1] - b[1])
  const firstKept = entries.length - maxTombstones + pruneBuffer
  // Deletions of one push share a clock; they stay or go together.
  const prunedThrough = entries[firstKept - 1]?.[1] ?? 0
  return { kept: Object.fromEntries(entries.filter(([, clock]) => clock > prunedThrough)), prunedThrough }
}
