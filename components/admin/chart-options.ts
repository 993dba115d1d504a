import type uPlot from 'uplot'
import { secondMs } from '@/lib/core/time'
import type { ChartData } from '@/lib/ops/status/pure/chart-data'
import type { Chart, Unit } from '@/lib/ops/status/pure/charts'
import type { ChartRange } from '@/lib/ops/status/pure/ranges'
import { formatTick } from './format-moment'
import { formatUnit } from './format-quantity'

interface ChartLook {
  chart: Chart
  size: { width: number; height: number }
  readRange(): ChartRange
  readColor(line: number): string
  readVariable(name: '--line' | '--muted'): string
  /** What is on the left and the right edge, in seconds. */
  readEdges(): [from: number, to: number]
  onLook(index: number | null): void
}

/** Lines are told apart without their colours, too. */
export const lineDashes: readonly number[][] = [[], [5, 3], [1.5, 3]]

/** The library's columns: times first. */
export const toColumns = ({ at, columns }: ChartData): uPlot.AlignedData => [at, ...columns]

const fonts = '11px ui-sans-serif, system-ui, sans-serif'
/** An empty chart has a scale, too. */
const leastTop: Record<Unit, number> = {
  perMinute: 1,
  count: 1,
  ms: 1,
  percent: 100,
  megabytes: 1,
  bytesPerSecond: 1_024,
}

export function makeChartOptions(look: ChartLook): uPlot.Options {
  const { chart, size, readRange, readColor, readVariable, readEdges, onLook } = look
  const axis = {
    font: fonts,
    stroke: () => readVariable('--muted'),
    ticks: { show: false },
    grid: { stroke: () => readVariable('--line'), width: 1 },
  }
  const [least, most] = [chart.lines.length + 1, chart.lines.length + 2]
  return {
    ...size,
    legend: { show: false },
    padding: [8, 6, 0, 0],
    cursor: { y: false, drag: { x: false, y: false, setScale: false }, points: { size: 7 } },
    scales: {
      x: { time: true, range: readEdges },
      y: { range: (_, __, max) => [0, computeTop(max, leastTop[chart.unit])] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        space: 70,
        size: 22,
        values: (_: uPlot, splits: number[]) =>
          splits.map((seconds) => formatTick(seconds * secondMs, readRange().lengthMs)),
      },
      { ...axis, size: 62, space: 34, values: (_, splits) => splits.map((value) => formatUnit(chart.unit, value)) },
    ],
    series: [
      {},
      ...chart.lines.map((line, index) => ({
        label: line.label,
        stroke: () => readColor(index),
        width: 1.5,
        dash: lineDashes[index],
        // A line of one point cannot be seen.
        points: { show: false, size: 4, filter: (plot: uPlot, at: number) => findAlone(plot.data[at] ?? []) },
      })),
      { show: true, width: 0, points: { show: false } },
      { show: true, width: 0, points: { show: false } },
    ],
    bands: [{ series: [most, least], fill: () => withAlpha(readColor(0), 0.16) }],
    hooks: { setCursor: [({ cursor }) => onLook(cursor.idx ?? null)] },
  }
}

/** Some room above the highest point. */
const computeTop = (max: number | null, least: number): number => Math.max(least, (max ?? 0) * 1.08)

/** Of what a browser computes: `rgb(r, g, b)`. */
const withAlpha = (color: string, alpha: number): string =>
  /^rgb\(/.test(color) ? color.replace(/^rgb\((.*)\)$/, `rgba($1, ${alpha})`) : 'transparent'

/** Points that have no neighbour. */
function findAlone(column: ArrayLike<number | null | undefined>): number[] {
  const isThere = (index: number) => column[index] != null
  return Array.from({ length: column.length }, (_, index) => index).filter(
    (index) => isThere(index) && !isThere(index - 1) && !isThere(index + 1),
  )
}
