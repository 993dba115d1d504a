import type { HistorySummary } from './summarize-history'

const [width, height] = [240, 40]

/** How a number went: its average as a line, least and most as a band. The words beside it say the same. */
export function Sparkline({ buckets, top }: Pick<HistorySummary, 'buckets' | 'top'>) {
  const x = (place: number) => (place * width).toFixed(1)
  const y = (value: number) => (height - 1 - (Math.min(value, top) / top) * (height - 2)).toFixed(1)
  const upper = buckets.map(({ place, most }) => `${x(place)},${y(most)}`)
  const lower = buckets.map(({ place, least }) => `${x(place)},${y(least)}`).reverse()
  const line = buckets.map(({ place, average }) => `${x(place)},${y(average)}`)
  // One reading is a dash, not nothing.
  if (buckets.length === 1 && buckets[0]) line.push(`${x(buckets[0].place + 0.01)},${y(buckets[0].average)}`)
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className="h-10 w-full border-line border-b text-accent"
    >
      <polygon points={[...upper, ...lower].join(' ')} fill="currentColor" opacity="0.18" />
      <polyline
        points={line.join(' ')}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}
