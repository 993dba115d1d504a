import { Registry } from 'prom-client'
import { remember } from '../remember'
import { definitions } from './definitions'
import type { MetricDefinition } from './metric-definition'
import { BucketedFamily, PlainFamily } from './metric-family'

type Definitions = typeof definitions
type Kind<Name extends keyof Definitions> = Definitions[Name]['kind']

export type MetricName = keyof Definitions
export type CounterName = { [Name in MetricName]: Kind<Name> extends 'counter' ? Name : never }[MetricName]
export type GaugeName = { [Name in MetricName]: Kind<Name> extends 'gauge' ? Name : never }[MetricName]
export type HistogramName = { [Name in MetricName]: Kind<Name> extends 'histogram' ? Name : never }[MetricName]
/** Values for exactly the labels of the metric; `{}` for one without. */
export type LabelsOf<Name extends MetricName> = Readonly<Record<Definitions[Name]['labels'][number], string>>

export interface MetricStore {
  registry: Registry
  plain: Map<string, PlainFamily>
  bucketed: Map<string, BucketedFamily>
  collectors: Map<string, () => void>
}

/** Everything this process measures: one registry of prom-client, whichever bundle asks. */
export const getMetricStore = (): MetricStore => remember('metrics', () => makeMetricStore(definitions))

export function makeMetricStore(from: Record<string, MetricDefinition>): MetricStore {
  const store = { registry: new Registry(), plain: new Map(), bucketed: new Map(), collectors: new Map() }
  for (const [name, definition] of Object.entries(from)) {
    const family = { name, definition, registry: store.registry }
    if (definition.kind === 'histogram') store.bucketed.set(name, new BucketedFamily(family))
    else store.plain.set(name, new PlainFamily(family))
  }
  return store
}

const findPlain = (name: string) => getMetricStore().plain.get(name)!

/** Adds to a counter. */
export function count<Name extends CounterName>(name: Name, labels: LabelsOf<Name>, by = 1): void {
  findPlain(name).find(labels).value += by
}

/** Brings a counter to a total that is kept elsewhere; it never falls. */
export function countTo<Name extends CounterName>(name: Name, labels: LabelsOf<Name>, total: number): void {
  const series = findPlain(name).find(labels)
  series.value = Math.max(series.value, total)
}

export function setGauge<Name extends GaugeName>(name: Name, labels: LabelsOf<Name>, value: number): void {
  findPlain(name).find(labels).value = value
}

/** Adds to a gauge; whoever adds takes away again in a `finally`. */
export function addToGauge<Name extends GaugeName>(name: Name, labels: LabelsOf<Name>, by: number): void {
  findPlain(name).find(labels).value += by
}

/** Counts one value of a histogram, in its unit: seconds, bytes. */
export function observe<Name extends HistogramName>(name: Name, labels: LabelsOf<Name>, value: number): void {
  getMetricStore().bucketed.get(name)!.observe(labels, value)
}

/** `count` of one series that is written too often to be looked for each time. It belongs to the store of this moment. */
export const bindCount = <Name extends CounterName>(name: Name, labels: LabelsOf<Name>) => findPlain(name).bind(labels)

/** `addToGauge`, likewise. */
export const bindGauge = <Name extends GaugeName>(name: Name, labels: LabelsOf<Name>) => findPlain(name).bind(labels)

/** `observe`, likewise. */
export const bindObserve = <Name extends HistogramName>(name: Name, labels: LabelsOf<Name>) =>
  getMetricStore().bucketed.get(name)!.bind(labels)

/**
 * `collect` runs before each scrape and sets what is only known when asked. It must be quick and ask nobody. Whoever
 * registers a name again replaces what was there. Returns what takes it away.
 */
export function collectAtScrape(name: string, collect: () => void): () => void {
  const { collectors } = getMetricStore()
  collectors.set(name, collect)
  return () => {
    if (collectors.get(name) === collect) collectors.delete(name)
  }
}
