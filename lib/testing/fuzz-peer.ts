import { atom } from '@tldraw/state'
import { TLSyncClient } from '@tldraw/sync-core'
import { InstancePresenceRecordType, type TLPageId, type TLRecord, type TLShapeId } from '@tldraw/tlschema'
import type { DataEvent, PushRequest, ServerEvent } from '@/lib/sync/protocol'
import { createStore } from './create-store'
import { ClientEnd } from './fuzz-link'
import { collectDiffs, type Ledger, readNumbers } from './ledger'
import { makeShape } from './make-shape'
import type { Random } from './random'

/** A person with the library's own client, whose network and hands belong to the story. */
export class FuzzPeer {
  readonly link = new ClientEnd()
  readonly store = createStore()
  private readonly presence = atom<TLRecord | null>('presence', null)
  private readonly sync: TLSyncClient
  private readonly pushes = new Map<number, PushRequest>()
  private readonly own: TLShapeId[] = []
  private count = 0

  constructor(
    readonly name: string,
    private readonly ledger: Ledger,
  ) {
    this.link.onSent = (message) => this.noteSent(message as PushRequest)
    this.link.onReceived = (message) => this.noteReceived(message as ServerEvent)
    this.sync = new TLSyncClient({
      store: this.store,
      socket: this.link,
      presence: this.presence,
      onLoad: () => {},
      onSyncError: () => {},
    })
  }

  get isSaved(): boolean {
    const { added, updated, removed } = this.sync.speculativeChanges
    const pending = [added, updated, removed].some((changes) => Object.keys(changes).length > 0)
    return this.sync.isConnectedToRoom && this.sync.pendingPushRequests.length === 0 && !pending
  }

  getRecords(): TLRecord[] {
    return Object.values(this.store.serialize('document'))
  }

  edit(random: Random, shared: readonly TLShapeId[]): void {
    const choice = random.next()
    if (choice < 0.25 || this.own.length === 0) this.draw(random)
    else if (choice < 0.5) this.change(random.pick(this.own)!, random, { n: ++this.count })
    else if (choice < 0.7) this.change(random.pick(shared)!, random, {})
    else if (choice < 0.8) this.store.put([makeShape({ id: random.pick(shared)!.slice('shape:'.length) })])
    else if (choice < 0.87) this.store.remove([random.pick(shared)!])
    else if (choice < 0.95) this.removeOwn(random)
    else this.moveCursor(random)
  }

  stop(): void {
    this.sync.close()
  }

  private draw(random: Random): void {
    const shapes = Array.from({ length: 1 + random.below(4) }, () =>
      makeShape({ id: `${this.name}-${this.count}`, meta: { n: ++this.count } }),
    )
    this.own.push(...shapes.map((shape) => shape.id))
    this.store.put(shapes)
  }

  private change(id: TLShapeId, random: Random, meta: { n?: number }): void {
    const shape = this.store.get(id)
    if (shape) this.store.put([{ ...shape, x: random.below(1_000), meta: { ...shape.meta, ...meta } }])
  }

  private removeOwn(random: Random): void {
    const [id] = this.own.splice(random.below(this.own.length), 1)
    if (!id) return
    this.ledger.noteRemoving(id)
    this.store.remove([id])
  }

  private moveCursor(random: Random): void {
    this.presence.set(
      InstancePresenceRecordType.create({
        id: InstancePresenceRecordType.createId(this.name),
        currentPageId: 'page:page' as TLPageId,
        userId: this.name,
        userName: this.name,
        cursor: { x: random.below(1_000), y: 0, type: 'default', rotation: 0 },
      }),
    )
  }

  private noteSent(message: PushRequest): void {
    if (message.type === 'push') this.pushes.set(message.clientClock, message)
  }

  private noteReceived(event: ServerEvent): void {
    this.ledger.noteSeen(readNumbers(collectDiffs(event)))
    if (event.type === 'data') for (const each of event.data) this.noteAnswer(each)
  }

  private noteAnswer(event: DataEvent): void {
    if (event.type !== 'push_result') return
    const push = this.pushes.get(event.clientClock)
    this.pushes.delete(event.clientClock)
    if (push?.diff && event.action !== 'discard') this.ledger.noteAcknowledged(readNumbers(push.diff))
  }
}
