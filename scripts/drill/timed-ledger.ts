import { Ledger } from '@/lib/testing/ledger'

interface Change {
  name: string
  n: number
  drawnAtMs: number
  acknowledgedAtMs: number | null
}

/** What was promised, with when it was drawn and when it was acknowledged. */
export class TimedLedger extends Ledger {
  private readonly changes = new Map<string, Change>()

  noteDrawn(name: string, n: number): void {
    this.changes.set(`${name}:${n}`, { name, n, drawnAtMs: performance.now(), acknowledgedAtMs: null })
  }

  override noteAcknowledged(given: Iterable<[string, number | null]>): void {
    const list = [...given]
    super.noteAcknowledged(list)
    for (const [id, n] of list) {
      const change = this.changes.get(`${/^shape:(.+)-\d+$/.exec(id)?.[1]}:${n}`)
      if (change) change.acknowledgedAtMs ??= performance.now()
    }
  }

  /** How long each change took from the hand to being saved, of those drawn in that time. */
  listDelaysMs({ fromMs, toMs }: { fromMs: number; toMs: number }): number[] {
    return [...this.changes.values()].flatMap(({ drawnAtMs, acknowledgedAtMs }) =>
      drawnAtMs >= fromMs && drawnAtMs < toMs && acknowledgedAtMs !== null ? [acknowledgedAtMs - drawnAtMs] : [],
    )
  }

  /** When the oldest change was acknowledged that is not in the document, which has the highest number of each person. */
  findFirstLostMs(restored: ReadonlyMap<string, number>): number | null {
    const lost = [...this.changes.values()].flatMap(({ name, n, acknowledgedAtMs }) =>
      acknowledgedAtMs !== null && n > (restored.get(name) ?? 0) ? [acknowledgedAtMs] : [],
    )
    return lost.length === 0 ? null : Math.min(...lost)
  }
}
