/** One metric: what it says, and how far it may grow. */
export interface MetricDefinition<Kind extends string = string, Label extends string = string> {
  kind: Kind
  /** What it says, for the person who reads it in a query. */
  help: string
  /** Of one value: `seconds`, `bytes`, `requests` … */
  unit: string
  labels: readonly Label[]
  /** Series that may exist of it; what comes after them is counted in one more, whose labels all say `other`. */
  maxSeries: number
  /** Of a histogram: upper bounds, rising, without the infinite one. */
  buckets: readonly number[]
}

type Given<Label extends string> = Pick<MetricDefinition, 'unit'> & {
  labels?: readonly Label[]
  maxSeries?: number
}

const define = <Kind extends string, Label extends string>(
  kind: Kind,
  help: string,
  { labels = [], maxSeries = 1, ...rest }: Given<Label>,
): MetricDefinition<Kind, Label> => ({ kind, help, labels, maxSeries, buckets: [], ...rest })

/** Only rises, until the process ends. */
export const counter = <const Label extends string = never>(help: string, given: Given<Label>) =>
  define('counter', help, given)

/** As it is now. */
export const gauge = <const Label extends string = never>(help: string, given: Given<Label>) =>
  define('gauge', help, given)

/** How often a value was how large. */
export const histogram = <const Label extends string = never>(
  help: string,
  { buckets, ...given }: Given<Label> & { buckets: readonly number[] },
) => ({ ...define('histogram', help, given), buckets })
