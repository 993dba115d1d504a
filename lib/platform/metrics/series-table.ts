import type { MetricDefinition } from './metric-definition'

export type LabelValues = Readonly<Record<string, string>>

/** What is one series too many is counted here, so that nothing a client sends makes us grow. */
const other = 'other'

/** One value of one label; the last label's hold the series, so that no look makes a key of all the values. */
class Branch<Series> {
  readonly branches = new Map<string, Branch<Series>>()
  series: Series | undefined

  grow(value: string): Branch<Series> {
    const branch = this.branches.get(value) ?? new Branch<Series>()
    this.branches.set(value, branch)
    return branch
  }
}

/** The series of one metric by their label values, never more than its definition allows. */
export class SeriesTable<Series> {
  private readonly root = new Branch<Series>()
  private readonly all: Series[] = []

  constructor(
    private readonly definition: Pick<MetricDefinition, 'labels' | 'maxSeries'>,
    /** Makes one; `hash` is its name in prom-client, `text` how its labels are written between the braces. */
    private readonly make: (labels: LabelValues, hash: string, text: string) => Series,
  ) {
    if (definition.labels.length === 0) this.find({})
  }

  find(labels: LabelValues): Series {
    const names = this.definition.labels
    let branch: Branch<Series> | undefined = this.root
    for (let index = 0; branch && index < names.length; index++) branch = branch.branches.get(labels[names[index]!]!)
    return branch?.series ?? this.add(labels)
  }

  values(): Iterable<Series> {
    return this.all
  }

  private add(asked: LabelValues): Series {
    const { labels: names, maxSeries } = this.definition
    const isFull = names.length > 0 && this.all.length >= maxSeries
    const labels = isFull ? Object.fromEntries(names.map((name) => [name, other])) : asked
    const leaf = names.reduce((branch, name) => branch.grow(labels[name]!), this.root)
    if (leaf.series === undefined) {
      leaf.series = this.make(labels, computeHash(names, labels), computeText(names, labels))
      this.all.push(leaf.series)
    }
    return leaf.series
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
