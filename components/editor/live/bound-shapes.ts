import { type Atom, atom, isShape, type TLRecord, type TLShapeId, type TLStore } from 'tldraw'
import { findBoundComponent } from '@/lib/features/component-bindings/pure/component-binding'

/** The shapes of a document that show the state of a component, with its id. */
export class BoundShapes {
  readonly componentOf: Atom<ReadonlyMap<TLShapeId, string>> = atom('bound shapes', new Map())

  constructor(private readonly store: TLStore) {}

  /** Follows the document from now on; of a change only what changed is looked at. Returns its stop. */
  start(): () => void {
    this.note(this.store.allRecords(), [])
    return this.store.listen(
      ({ changes }) => {
        const updated = Object.values(changes.updated).map(([, after]) => after)
        this.note([...Object.values(changes.added), ...updated], Object.values(changes.removed))
      },
      { scope: 'document', source: 'all' },
    )
  }

  private note(present: readonly TLRecord[], removed: readonly TLRecord[]): void {
    const before = this.componentOf.get()
    const next = new Map(before)
    for (const record of present) {
      if (!isShape(record)) continue
      const componentId = findBoundComponent(record.meta)
      if (componentId === null) next.delete(record.id)
      else next.set(record.id, componentId)
    }
    for (const record of removed) if (isShape(record)) next.delete(record.id)
    const isSame = next.size === before.size && [...next].every(([id, component]) => before.get(id) === component)
    if (!isSame) this.componentOf.set(next)
  }
}
