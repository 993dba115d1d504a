import type { TLShapeId } from '@tldraw/tlschema'
import { collectDiffs, type Ledger, readNumbers } from '@/lib/testing/ledger'
import { makeShape } from '@/lib/testing/make-shape'
import type { Random } from '@/lib/testing/random'
import { SyncClient, type SyncClientOptions } from '@/lib/testing/sync-client'

/** Shapes that everybody changes, so that edits meet. */
export const sharedShapes = Array.from({ length: 5 }, (_, index) => makeShape({ id: `shared-${index}` }))

/**
 * One scripted person. Only they change their own shapes, and each change of one carries a higher number, so that what the
 * document must hold at the end is known from what was acknowledged.
 */
export class Editor {
  readonly client: SyncClient
  private readonly own: TLShapeId[] = []
  private count = 0

  constructor(
    private readonly name: string,
    private readonly ledger: Ledger,
    options: SyncClientOptions,
  ) {
    this.client = new SyncClient(options)
    this.client.onAcknowledged = ({ diff }) => diff && ledger.noteAcknowledged(readNumbers(diff))
    const receive = this.client.socket.onReceived
    this.client.socket.onReceived = (event) => {
      ledger.noteSeen(readNumbers(collectDiffs(event)))
      receive(event)
    }
  }

  edit(random: Random): void {
    const choice = random.next()
    if (choice < 0.3 || this.own.length === 0) this.draw()
    else if (choice < 0.75) this.change(random)
    else if (choice < 0.9) this.moveShared(random)
    else this.remove(random)
  }

  private draw(): void {
    const shape = makeShape({ id: `${this.name}-${this.count}`, meta: { n: ++this.count } })
    this.own.push(shape.id)
    this.client.store.put([shape])
  }

  private change(random: Random): void {
    const id = random.pick(this.own)
    const shape = id && this.client.store.get(id)
    if (shape) this.client.store.put([{ ...shape, x: random.below(1_000), meta: { n: ++this.count } }])
  }

  private moveShared(random: Random): void {
    const shape = this.client.store.get(random.pick(sharedShapes)!.id)
    if (shape) this.client.store.put([{ ...shape, x: random.below(1_000) }])
  }

  private remove(random: Random): void {
    const [id] = this.own.splice(random.below(this.own.length), 1)
    if (!id) return
    this.ledger.noteRemoving(id)
    this.client.store.remove([id])
  }
}
