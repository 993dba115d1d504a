/**
 * The value below which this share of observations lies, as Prometheus estimates it: within its bucket they are taken to
 * be spread evenly. `buckets`: upper bound → observations at or below it, with Infinity for all. Null without any.
 */
export function computeQuantile(share: number, buckets: ReadonlyMap<number, number>): number | null {
  const bounds = [...buckets.keys()].toSorted((a, b) => a - b)
  const all = buckets.get(Number.POSITIVE_INFINITY) ?? 0
  if (all <= 0) return null
  const rank = share * all
  const index = bounds.findIndex((bound) => (buckets.get(bound) ?? 0) >= rank)
  const bound = bounds[index]!
  const [lower, below] = index > 0 ? [bounds[index - 1]!, buckets.get(bounds[index - 1]!) ?? 0] : [0, 0]
  if (bound === Number.POSITIVE_INFINITY) return lower
  const within = (buckets.get(bound) ?? 0) - below
  return within > 0 ? lower + ((bound - lower) * (rank - below)) / within : bound
}
