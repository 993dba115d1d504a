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

/** A counter or a gauge in prom-client's registry, whose series are found and written without asking prom-client again. */
export class PlainFamily {
  private readonly table: SeriesTable<{ start: string; series: PlainSeries }>
  private readonly head: string

  constructor(family: Family) {
    const metric = family.definition.kind === 'counter' ? new Counter(toConfig(family)) : new Gauge(toConfig(family))
    this.head = computeHead(family)
    this.table = new SeriesTable(family.definition, (labels, hash, text) => {
      metric.inc(labels, 0)
      return { start: computeStart(family.name, text), series: metric.hashMap[hash]! }
    })
  }

  find(labels: LabelValues): PlainSeries {
    return this.table.find(labels).series
  }

  render(): string {
    let text = ''
    for (const { start, series } of this.table.values()) text += `${start}${series.value}\n`
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
}

/** A histogram, likewise. */
export class BucketedFamily {
  private readonly table: SeriesTable<BucketedLines>
  private readonly head: string
  private readonly buckets: readonly number[]

  constructor(family: Family) {
    const { name, definition } = family
    const metric = new Histogram({ ...toConfig(family), buckets: [...definition.buckets] })
    this.buckets = definition.buckets
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
      }
    })
  }

  observe(labels: LabelValues, value: number): void {
    const { series } = this.table.find(labels)
    const bound = this.buckets.find((bound) => value <= bound)
    if (bound !== undefined) series.bucketValues[bound]! += 1
    series.sum += value
    series.count += 1
  }

  render(): string {
    let text = ''
    for (const { series, starts, all, sum, count } of this.table.values()) {
      let below = 0
      for (let index = 0; index < starts.length; index++) {
        below += series.bucketValues[this.buckets[index]!]!
        text += `${starts[index]}${below}\n`
      }
      text += `${all}${series.count}\n${sum}${series.sum}\n${count}${series.count}\n`
    }
    return text && this.head + text
  }
}
