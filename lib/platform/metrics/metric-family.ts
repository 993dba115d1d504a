import { type BucketedSeries, Counter, Gauge, Histogram, type PlainSeries, type Registry } from 'prom-client'
import type { MetricDefinition } from './metric-definition'
import { type LabelValues, SeriesTable } from './series-table'

interface Family {
  name: string
  definition: MetricDefinition
  registry: Registry
}

const computeHead = ({ name, definition }: Family): string =>
  `# HELP ${name} ${definition.help}\n# TYPE ${name} ${definition.kind}\n`

const toConfig = ({ name, definition, registry }: Family) => ({
  name,
  help: definition.help,
  labelNames: [...definition.labels],
  registers: [registry],
})

const computeStart = (name: string, labelText: string): string => (labelText ? `${name}{${labelText}} ` : `${name} `)

/** Most series are as they were at the scrape before: writing numbers is the most of it, so lines are kept with what they show. */
interface PlainLine {
  series: PlainSeries
  start: string
  text: string
  shown: number
}

/** A counter or a gauge in prom-client's registry, whose series are found and written without asking prom-client again. */
export class PlainFamily {
  private readonly table: SeriesTable<PlainLine>
  private readonly head: string
  /** As it was written last; null when somebody has asked for a series since. */
  private text: string | null = null

  constructor(family: Family) {
    const metric = family.definition.kind === 'counter' ? new Counter(toConfig(family)) : new Gauge(toConfig(family))
    this.head = computeHead(family)
    this.table = new SeriesTable(family.definition, (labels, hash, text) => {
      metric.inc(labels, 0)
      return { series: metric.hashMap[hash]!, start: computeStart(family.name, text), text: '', shown: Number.NaN }
    })
  }

  find(labels: LabelValues): PlainSeries {
    this.text = null
    return this.table.find(labels).series
  }

  /** What adds to one series, found once. */
  bind(labels: LabelValues): (by: number) => void {
    const { series } = this.table.find(labels)
    return (by) => {
      this.text = null
      series.value += by
    }
  }

  list(): PlainSeries[] {
    return [...this.table.values()].map(({ series }) => series)
  }

  render(): string {
    this.text ??= this.write()
    return this.text
  }

  private write(): string {
    let text = ''
    for (const line of this.table.values()) {
      const { value } = line.series
      if (value !== line.shown) {
        line.text = `${line.start}${value}\n`
        line.shown = value
      }
      text += line.text
    }
    return text && this.head + text
  }
}

interface BucketedLines {
  series: BucketedSeries
  /** Beginnings of lines up to the value, one for each bound. */
  starts: string[]
  all: string
  sum: string
  count: string
  text: string
  /** The count that `text` shows; nothing changes without it. */
  shown: number
}

/** A histogram, likewise. */
export class BucketedFamily {
  private readonly table: SeriesTable<BucketedLines>
  private readonly head: string
  private readonly buckets: readonly number[]
  /** The bounds as prom-client's map has them: a number would be written out at each look. */
  private readonly keys: readonly string[]
  private text: string | null = null

  constructor(family: Family) {
    const { name, definition } = family
    const metric = new Histogram({ ...toConfig(family), buckets: [...definition.buckets] })
    this.buckets = definition.buckets
    this.keys = definition.buckets.map(String)
    this.head = computeHead(family)
    this.table = new SeriesTable(definition, (labels, hash, text) => {
      metric.zero(labels)
      const startOf = (bound: number | '+Inf') =>
        computeStart(`${name}_bucket`, [`le="${bound}"`, text].filter(Boolean).join(','))
      return {
        series: metric.hashMap[hash]!,
        starts: this.buckets.map(startOf),
        all: startOf('+Inf'),
        sum: computeStart(`${name}_sum`, text),
        count: computeStart(`${name}_count`, text),
        text: '',
        shown: Number.NaN,
      }
    })
  }

  observe(labels: LabelValues, value: number): void {
    this.add(this.table.find(labels).series, value)
  }

  /** What counts values of one series, found once. */
  bind(labels: LabelValues): (value: number) => void {
    const { series } = this.table.find(labels)
    return (value) => this.add(series, value)
  }

  private add(series: BucketedSeries, value: number): void {
    let index = 0
    while (index < this.buckets.length && value > this.buckets[index]!) index++
    if (index < this.keys.length) series.bucketValues[this.keys[index]!]! += 1
    series.sum += value
    series.count += 1
    this.text = null
  }

  /** Over all series: how many values were at or below each bound; Infinity for all of them. */
  sumBuckets(): Map<number, number> {
    const sums = new Map([...this.buckets, Number.POSITIVE_INFINITY].map((bound) => [bound, 0]))
    for (const { series } of this.table.values()) {
      let below = 0
      for (const bound of this.buckets) {
        below += series.bucketValues[bound]!
        sums.set(bound, sums.get(bound)! + below)
      }
      sums.set(Number.POSITIVE_INFINITY, sums.get(Number.POSITIVE_INFINITY)! + series.count)
    }
    return sums
  }

  render(): string {
    this.text ??= this.write()
    return this.text
  }

  private write(): string {
    let text = ''
    for (const lines of this.table.values()) {
      if (lines.series.count !== lines.shown) this.writeLines(lines)
      text += lines.text
    }
    return text && this.head + text
  }

  private writeLines(lines: BucketedLines): void {
    const { series, starts, all, sum, count } = lines
    let [text, below] = ['', 0]
    for (let index = 0; index < starts.length; index++) {
      below += series.bucketValues[this.keys[index]!]!
      text += `${starts[index]}${below}\n`
    }
    lines.text = `${text}${all}${series.count}\n${sum}${series.sum}\n${count}${series.count}\n`
    lines.shown = series.count
  }
}
