import { minuteMs } from '@/lib/core/time'

export const windowMs = 5 * minuteMs

/** How much counters have grown within the last five minutes, from what they were each time somebody looked. */
export class CounterWindow {
  private looks: { at: number; totals: ReadonlyMap<string, number> }[] = []

  /** Growth of each counter; one that is new, or has started again, has grown by all it has. */
  add(at: number, totals: ReadonlyMap<string, number>): Map<string, number> {
    const newestBefore = this.looks.findLastIndex((look) => at - look.at >= windowMs)
    this.looks = [...this.looks.slice(Math.max(0, newestBefore)), { at, totals }]
    const base = this.looks[0]!.totals
    const isFirst = this.looks.length === 1
    return new Map([...totals].map(([name, total]) => [name, isFirst ? 0 : computeGrowth(total, base.get(name))]))
  }
}

const computeGrowth = (total: number, before = 0): number => (total >= before ? total - before : total)
