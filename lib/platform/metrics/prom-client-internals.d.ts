import 'prom-client'

/** Where prom-client keeps its series. We read them there: its own export costs several times as much. */
declare module 'prom-client' {
  interface PlainSeries {
    labels: Record<string, string>
    value: number
  }

  interface BucketedSeries {
    /** By upper bound, each without those below it; what is above the last bound is in `count` only. */
    bucketValues: Record<string, number>
    sum: number
    count: number
  }

  interface Counter<T extends string> {
    readonly hashMap: Record<string, PlainSeries>
  }

  interface Gauge<T extends string> {
    readonly hashMap: Record<string, PlainSeries>
  }

  interface Histogram<T extends string> {
    readonly hashMap: Record<string, BucketedSeries>
  }
}
