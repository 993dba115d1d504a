import type { TLGeoShape } from '@tldraw/tlschema'
import type { DocumentDiff, ServerEvent } from '@/lib/sync/protocol'

export interface Losses {
  acknowledged: number
  acknowledgedLost: number
  seenLost: number
  examples: string[]
}

/** What was promised: every change that was acknowledged to its author, and every one that somebody else has seen. */
export class Ledger {
  private readonly acknowledged: [id: string, n: number | null][] = []
  private readonly seen = new Map<string, number>()
  private readonly removing = new Set<string>()

  noteAcknowledged(changes: Iterable<[string, number | null]>): void {
    this.acknowledged.push(...changes)
  }

  noteSeen(changes: Iterable<[string, number | null]>): void {
    for (const [id, n] of changes) if (n !== null) this.seen.set(id, Math.max(n, this.seen.get(id) ?? 0))
  }

  /** From now on this record may be gone. */
  noteRemoving(id: string): void {
    this.removing.add(id)
  }

  /** Compares the promises with the document: record id → the number it carries. */
  computeLosses(document: ReadonlyMap<string, number>): Losses {
    const lost = this.acknowledged.filter((change) => this.isLost(change, document))
    const seenLost = [...this.seen].filter((change) => this.isLost(change, document))
    const examples = [...lost, ...seenLost].slice(0, 5).map(([id, n]) => `${id} ${n ?? 'removed'}`)
    return {
      acknowledged: this.acknowledged.length,
      acknowledgedLost: lost.length,
      seenLost: seenLost.length,
      examples,
    }
  }

  private isLost([id, n]: [string, number | null], document: ReadonlyMap<string, number>): boolean {
    const current = document.get(id)
    if (n === null) return this.removing.has(id) && current !== undefined
    return current === undefined ? !this.removing.has(id) : current < n
  }
}

/** The changes by others that a message tells of. */
export function collectDiffs(event: ServerEvent): DocumentDiff {
  if (event.type === 'connect') return event.diff
  if (event.type !== 'data') return {}
  return Object.assign({}, ...event.data.map((each) => (each.type === 'patch' ? each.diff : {})))
}

/** Which numbered changes a diff tells of; null is a removal. */
export function* readNumbers(diff: DocumentDiff): Generator<[id: string, n: number | null]> {
  for (const [id, op] of Object.entries(diff)) {
    if (op[0] === 'remove') yield [id, null]
    else {
      const meta = op[0] === 'put' ? (op[1] as TLGeoShape).meta : (op[1].meta?.[1] as TLGeoShape['meta'] | undefined)
      if (typeof meta?.n === 'number') yield [id, meta.n]
    }
  }
}
