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

/** One series of a histogram, where adding is quick; prom-client looks at it when it is asked. */
class Buckets {
  /** Of each bound how many values lie at or below it and above the one before; last, how many lie above all. */
  readonly counts: Float64Array
  private sum = 0
  /** As it was written last; null when a value has come since. */
  private text: string | null = null

  constructor(
    private readonly bounds: readonly number[],
    private readonly lines: BucketedLines,
    private readonly shown: BucketedSeries,
  ) {
    this.counts = new Float64Array(bounds.length + 1)
  }

  add(value: number): void {
    const { bounds, counts } = this
    let index = 0
    while (index < bounds.length && value > bounds[index]!) index++
    counts[index]! += 1
    this.sum += value
    this.text = null
  }

  render(): string {
    this.text ??= this.write()
    return this.text
  }

  private write(): string {
    const { starts, sum, count } = this.lines
    let [text, below] = ['', 0]
    for (let index = 0; index < starts.length; index++) {
      below += this.counts[index]!
      text += `${starts[index]}${below}\n`
    }
    return `${text}${sum}${this.sum}\n${count}${below}\n`
  }

  /** Copies what was counted to where prom-client looks. */
  show(): void {
    const { bounds, counts, sum, shown } = this
    for (const [index, bound] of bounds.entries()) shown.bucketValues[bound] = counts[index]!
    shown.sum = sum
    shown.count = counts.reduce((all, each) => all + each, 0)
  }
}

/** Beginnings of lines up to the value. */
interface BucketedLines {
  /** One for each bound, and one for Infinity. */
  starts: readonly string[]
  sum: string
  count: string
}

/** A histogram, likewise. */
export class BucketedFamily {
  private readonly table: SeriesTable<Buckets>
  private readonly head: string
  private readonly bounds: readonly number[]
  private text: string | null = null

  constructor(family: Family) {
    const { name, definition } = family
    const collect = () => this.show()
    const metric = new Histogram({ ...toConfig(family), buckets: [...definition.buckets], collect })
    this.bounds = definition.buckets
    this.head = computeHead(family)
    this.table = new SeriesTable(definition, (labels, hash, text) => {
      metric.zero(labels)
      const lines: BucketedLines = {
        starts: [...this.bounds, '+Inf'].map((bound) =>
          computeStart(`${name}_bucket`, [`le="${bound}"`, text].filter(Boolean).join(',')),
        ),
        sum: computeStart(`${name}_sum`, text),
        count: computeStart(`${name}_count`, text),
      }
      return new Buckets(this.bounds, lines, metric.hashMap[hash]!)
    })
  }

  observe(labels: LabelValues, value: number): void {
    this.text = null
    this.table.find(labels).add(value)
  }

  /** What counts values of one series, found once. */
  bind(labels: LabelValues): (value: number) => void {
    const buckets = this.table.find(labels)
    return (value) => {
      this.text = null
      buckets.add(value)
    }
  }

  /** Over all series: how many values were at or below each bound; Infinity for all of them. */
  sumBuckets(): Map<number, number> {
    const sums = new Float64Array(this.bounds.length + 1)
    for (const { counts } of this.table.values()) for (const [index, count] of counts.entries()) sums[index]! += count
    let below = 0
    return new Map(
      [...this.bounds, Number.POSITIVE_INFINITY].map((bound, index) => {
        below += sums[index]!
        return [bound, below]
      }),
    )
  }

  render(): string {
    this.text ??= this.write()
    return this.text
  }

  private write(): string {
    let text = ''
    for (const buckets of this.table.values()) text += buckets.render()
    return text && this.head + text
  }

  private show(): void {
    for (const buckets of this.table.values()) buckets.show()
  }
}
