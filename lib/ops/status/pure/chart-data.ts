import { minuteMs, secondMs } from '@/lib/core/time'
import type { ChartHistory } from './chart-history'
import type { Chart } from './charts'

/** What all monitors read at one moment, by name. */
export interface LiveSample {
  atMs: number
  values: Readonly<Record<string, number>>
}

export interface ChartData {
  /** Seconds since 1970, rising. */
  at: number[]
  /** As long as `at`: the lines, then least and most of the first of them. */
  columns: (number | null)[][]
}

interface Window {
  fromMs: number
  /** How much time a point of the past sums up. */
  pointMs: number
}

/** Points of the last hour are drawn as they come; longer times would not show them. */
const finestMs = minuteMs

/** What a chart draws: what is kept, and after it what has come since. */
export function computeChartData(
  chart: Chart,
  { history, samples, window }: { history: ChartHistory | undefined; samples: readonly LiveSample[]; window: Window },
): ChartData {
  const past = history ? [...history.lines, history.least, history.most] : []
  const data: ChartData = {
    at: [...(history?.at ?? [])],
    columns: Array.from({ length: chart.lines.length + 2 }, (_, index) => [...(past[index] ?? [])]),
  }
  const untilMs = (data.at.at(-1) ?? Number.NEGATIVE_INFINITY) * secondMs
  const fresh = samples.filter(({ atMs, values }) => atMs > untilMs && chart.lines.some(({ value }) => value in values))
  for (const group of condense(fresh, window.pointMs)) addGroup(data, chart, group)
  return dropBefore(data, window.fromMs / secondMs)
}

function addGroup({ at, columns }: ChartData, { lines }: Chart, group: readonly LiveSample[]): void {
  const of = (name: string) => group.flatMap(({ values }) => values[name] ?? [])
  const first = of(lines[0].value)
  at.push(Math.round((group.at(-1)?.atMs ?? 0) / secondMs))
  const extremes = first.length > 0 ? [Math.min(...first), Math.max(...first)] : [null, null]
  const point = [...lines.map(({ value }) => average(of(value))), ...extremes]
  for (const [index, column] of columns.entries()) column.push(point[index] ?? null)
}

const average = (values: readonly number[]): number | null =>
  values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null

/** Groups of samples, each of which becomes a point. */
function condense(samples: readonly LiveSample[], pointMs: number): LiveSample[][] {
  if (pointMs <= finestMs) return samples.map((sample) => [sample])
  const groups = new Map<number, LiveSample[]>()
  for (const sample of samples) {
    const group = Math.floor(sample.atMs / pointMs)
    groups.set(group, [...(groups.get(group) ?? []), sample])
  }
  return [...groups.values()]
}

function dropBefore({ at, columns }: ChartData, fromSeconds: number): ChartData {
  const found = at.findIndex((seconds) => seconds >= fromSeconds)
  const first = found === -1 ? at.length : found
  return { at: at.slice(first), columns: columns.map((column) => column.slice(first)) }
}
