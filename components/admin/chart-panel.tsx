'use client'

import { type RefObject, useCallback, useMemo, useRef } from 'react'
import { cn } from '@/components/ui/cn'
import { StateLabel } from '@/components/ui/state-label'
import type { MonitorReadingDto } from '@/lib/ops/monitoring/schema'
import { type ChartData, computeChartData } from '@/lib/ops/status/pure/chart-data'
import type { ChartHistory } from '@/lib/ops/status/pure/chart-history'
import type { Chart, ChartLine } from '@/lib/ops/status/pure/charts'
import type { ChartRange } from '@/lib/ops/status/pure/ranges'
import { ChartCanvas } from './chart-canvas'
import { ChartDetails } from './chart-details'
import { formatMoment } from './format-moment'
import { formatUnit } from './format-quantity'
import { useLive } from './live-status'
import { readingStates } from './reading-states'
import { useLastKnown } from './use-last-known'
import { useScrubber } from './use-scrubber'

interface ChartPanelProps {
  chart: Chart
  /** Left out when it could not be read. */
  history: ChartHistory | undefined
  /** When the history was read. */
  readAtMs: number
  range: ChartRange
  /** What its monitor read last, with its limits. */
  reading: MonitorReadingDto | undefined
}

/** How some numbers went and go: a picture, the same by keyboard and in words, and a table. */
export function ChartPanel({ chart, history: read, readAtMs, range, reading }: ChartPanelProps) {
  const history = useLastKnown(read, range.range) ?? undefined
  const samples = useLive((state) => state.samples)
  const swatches = useRef<(HTMLElement | null)[]>([])
  const toMs = Math.max(readAtMs, samples.at(-1)?.atMs ?? 0)
  const fromMs = toMs - range.lengthMs
  const data = useMemo(
    () => computeChartData(chart, { history, samples, window: { fromMs, pointMs: range.pointMs } }),
    [chart, history, samples, fromMs, range],
  )
  const { index, setIndex, onKeyDown } = useScrubber(data.at.length)
  const onLook = useCallback((at: number | null) => setIndex(at), [setIndex])
  const shown = index ?? data.at.length - 1
  const title = `${chart.title}, ${range.label.toLowerCase()}`
  return (
    <li className="flex min-w-0 flex-col rounded-panel border border-line bg-panel p-4 pb-3">
      <div className="flex items-center justify-between gap-3">
        <h3 className="font-medium">{chart.title}</h3>
        {reading?.limits ? <StateLabel state={readingStates[reading.state]} className="text-meta" /> : null}
      </div>
      <p className="mt-0.5 flex justify-between gap-3 text-caption text-muted">
        <span>{chart.meaning}</span>
        <span className="shrink-0 tabular-nums">{index === null ? '' : describeTime(data, index, range)}</span>
      </p>
      <ul className="mt-2 mb-1 flex flex-wrap gap-x-5 gap-y-1">
        {chart.lines.map((line, at) => (
          <li key={line.value} className="flex items-center gap-1.5 text-meta">
            <Swatch line={line} index={at} swatches={swatches} />
            <span className="text-muted">{line.label}</span>
            <span className="font-medium tabular-nums">{describeValue(chart, data.columns[at]?.[shown])}</span>
          </li>
        ))}
      </ul>
      {data.at.length > 0 ? (
        <div
          role="slider"
          tabIndex={0}
          aria-label={title}
          aria-valuemin={0}
          aria-valuemax={data.at.length - 1}
          aria-valuenow={shown}
          aria-valuetext={describePoint({ chart, data, index: shown, range })}
          onKeyDown={onKeyDown}
          onBlur={() => setIndex(null)}
          className="rounded-control"
        >
          <ChartCanvas {...{ chart, data, range, fromMs, toMs, index, onLook, swatches }} />
        </div>
      ) : (
        <p className="flex h-36 items-center justify-center text-meta text-muted">
          {history ? 'Nothing was read yet.' : 'Cannot be read now.'}
        </p>
      )}
      <ChartDetails chart={chart} data={data} range={range} reading={reading} />
    </li>
  )
}

const tones: Record<NonNullable<ChartLine['tone']>, string> = { down: 'text-down', degraded: 'text-degraded' }
const colors = ['text-accent', 'text-muted', 'text-maintenance'] as const
const styles = ['border-solid', 'border-dashed', 'border-dotted'] as const

interface SwatchProps {
  line: ChartLine
  index: number
  swatches: RefObject<(HTMLElement | null)[]>
}

/** A piece of the line as it is drawn; the picture takes its colour from here. */
function Swatch({ line, index, swatches }: SwatchProps) {
  const color = line.tone ? tones[line.tone] : colors[index]
  const keep = (element: HTMLElement | null) => {
    swatches.current[index] = element
  }
  return <span ref={keep} aria-hidden className={cn('w-4 border-t-2 border-current', styles[index], color)} />
}

const describeValue = ({ unit }: Chart, value: number | null | undefined): string =>
  value == null ? '–' : formatUnit(unit, value)

const describeTime = ({ at }: ChartData, index: number, range: ChartRange): string =>
  formatMoment((at[index] ?? 0) * 1_000, { isExact: range.range === '1h' })

interface Point {
  chart: Chart
  data: ChartData
  index: number
  range: ChartRange
}

function describePoint({ chart, data, index, range }: Point): string {
  const values = chart.lines.map(({ label }, line) => `${label} ${describeValue(chart, data.columns[line]?.[index])}`)
  return `${describeTime(data, index, range)}: ${values.join(', ')}`
}
