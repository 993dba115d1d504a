export interface Growth<Key> {
  /** Over how long; 0 at the first look. */
  overMs: number
  grown: Map<Key, number>
}

/** How much counters have grown within some time, from what they were each time somebody looked. */
export class GrowthWindow<Key = string> {
  private looks: { at: number; totals: ReadonlyMap<Key, number> }[] = []

  constructor(private readonly windowMs: number) {}

  /** Growth of each counter since the latest look that is a window old, or the first; one that is new, or has started again, has grown by all it has. */
  add(at: number, totals: ReadonlyMap<Key, number>): Growth<Key> {
    const newestBefore = this.looks.findLastIndex((look) => at - look.at >= this.windowMs)
    this.looks = [...this.looks.slice(Math.max(0, newestBefore)), { at, totals }]
    const base = this.looks[0]!
    const isFirst = this.looks.length === 1
    const grown = new Map(
      [...totals].map(([name, total]) => [name, isFirst ? 0 : computeGrowth(total, base.totals.get(name))]),
    )
    return { overMs: at - base.at, grown }
  }
}

const computeGrowth = (total: number, before = 0): number => (total >= before ? total - before : total)
