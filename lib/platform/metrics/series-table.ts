import type { MetricDefinition } from './metric-definition'

export type LabelValues = Readonly<Record<string, string>>

/** What is one series too many is counted here, so that nothing a client sends makes us grow. */
const other = 'other'

/** The series of one metric by their label values, never more than its definition allows. */
export class SeriesTable<Series> {
  private readonly byKey = new Map<string, Series>()

  constructor(
    private readonly definition: Pick<MetricDefinition, 'labels' | 'maxSeries'>,
    /** Makes one; `hash` is its name in prom-client, `text` how its labels are written between the braces. */
    private readonly make: (labels: LabelValues, hash: string, text: string) => Series,
  ) {
    if (definition.labels.length === 0) this.find({})
  }

  find(labels: LabelValues): Series {
    return this.byKey.get(this.keyOf(labels)) ?? this.add(labels)
  }

  values(): Iterable<Series> {
    return this.byKey.values()
  }

  private keyOf(labels: LabelValues): string {
    const names = this.definition.labels
    let key = ''
    for (let index = 0; index < names.length; index++) key += `${labels[names[index]!]}\n`
    return key
  }

  private add(asked: LabelValues): Series {
    const { labels: names, maxSeries } = this.definition
    const isFull = names.length > 0 && this.byKey.size >= maxSeries
    const labels = isFull ? Object.fromEntries(names.map((name) => [name, other])) : asked
    const key = this.keyOf(labels)
    const series = this.byKey.get(key) ?? this.make(labels, computeHash(names, labels), computeText(names, labels))
    this.byKey.set(key, series)
    return series
  }
}

/** As prom-client names a series in its map. */
const computeHash = (names: readonly string[], labels: LabelValues): string =>
  names
    .toSorted()
    .map((name) => `${name}:${labels[name]},`)
    .join('')

const computeText = (names: readonly string[], labels: LabelValues): string =>
  names.map((name) => `${name}="${escapeValue(labels[name]!)}"`).join(',')

const escapeValue = (value: string): string =>
  value.replace(/[\\"\n]/g, (found) => (found === '\n' ? '\\n' : `\\${found}`))
