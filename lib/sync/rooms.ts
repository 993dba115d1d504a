import type { DiagramId } from '@/lib/core/ids'
import { isFromNewerVersion } from '@/lib/features/documents/document-schema'
import type { Lease } from '@/lib/features/documents/document-store'
import { getLog } from '@/lib/platform/log/log'
import { closeCodes, SocketRefusal, serverTooOld } from './close-codes'
import { Room } from './room'
import type { SyncDeps } from './sync-options'

const weighEveryMs = 250

interface Slot {
  /** Shared by everybody who opens the diagram meanwhile. */
  opening: Promise<Room>
  /** Once it is open. */
  room: Room | null
  /** Set when it is being closed; the diagram can be opened again afterwards. */
  closing: Promise<void> | null
  idleTimer: NodeJS.Timeout | undefined
}

/** The rooms of this process: opened when needed, kept by leases, closed when nobody is in them. */
export class Rooms {
  private readonly slots = new Map<DiagramId, Slot>()
  private readonly renewing: NodeJS.Timeout
  private readonly weighing: NodeJS.Timeout
  private isTooMuchHeld = false
  private isStopped = false

  constructor(private readonly deps: SyncDeps) {
    this.renewing = setInterval(() => void this.renewLeases(), deps.timings.renewMs)
    this.weighing = setInterval(() => this.limitHeld(), weighEveryMs)
  }

  get size(): number {
    return this.slots.size
  }

  listOpen(): Room[] {
    return [...this.slots.values()].flatMap(({ room }) => room ?? [])
  }

  /**
   * Calls `use` with the open room of the diagram; between the check that it is open and the call, nothing can close it.
   * Throws `SocketRefusal` when there is no such diagram or another process holds its room.
   */
  async use<T>(diagramId: DiagramId, use: (room: Room) => T): Promise<T> {
    for (;;) {
      if (this.isStopped) throw new SocketRefusal(closeCodes.restarting, 'the server is restarting')
      const slot = this.slots.get(diagramId) ?? this.open(diagramId)
      const room = await slot.opening
      if (room.isOpen && !slot.closing) {
        clearTimeout(slot.idleTimer)
        try {
          return use(room)
        } finally {
          this.watchIdle(diagramId, slot, room)
        }
      }
      await slot.closing
      if (this.slots.get(diagramId) === slot) this.slots.delete(diagramId)
    }
  }

  /** To be called when a session has left the room of this diagram. */
  noteLeft(diagramId: DiagramId): void {
    const slot = this.slots.get(diagramId)
    void slot?.opening.then((room) => this.watchIdle(diagramId, slot, room)).catch(() => {})
  }

  /** Ends every room after its last changes are durable. */
  async stop(): Promise<void> {
    this.isStopped = true
    clearInterval(this.renewing)
    clearInterval(this.weighing)
    await Promise.all([...this.slots].map(([diagramId, slot]) => this.close(diagramId, slot)))
  }

  private open(diagramId: DiagramId): Slot {
    const slot: Slot = { opening: this.load(diagramId), room: null, closing: null, idleTimer: undefined }
    this.slots.set(diagramId, slot)
    slot.opening.then(
      (room) => {
        slot.room = room
        room.onEnded = () => this.forget(diagramId, slot)
      },
      () => this.forget(diagramId, slot),
    )
    return slot
  }

  private async load(diagramId: DiagramId): Promise<Room> {
    const { deps } = this
    const opened = await deps.store.open(diagramId, deps.messages.processId)
    if (opened.status === 'missing') throw new SocketRefusal(closeCodes.noSuchDiagram, 'there is no such diagram')
    if (opened.status === 'held-elsewhere') {
      throw new SocketRefusal(closeCodes.heldElsewhere, 'another process serves this diagram')
    }
    const { lease, document } = opened
    if (isFromNewerVersion(document.schema)) {
      await this.release(lease)
      throw new SocketRefusal(closeCodes.refusedByProtocol, serverTooOld)
    }
    const log = getLog('sync').child({ diagramId, fence: lease.fence })
    log.debug({ records: document.records.length }, 'room opened')
    return new Room({ deps, lease, stored: document, log })
  }

  private forget(diagramId: DiagramId, slot: Slot): void {
    clearTimeout(slot.idleTimer)
    if (this.slots.get(diagramId) === slot) this.slots.delete(diagramId)
  }

  private watchIdle(diagramId: DiagramId, slot: Slot, room: Room): void {
    clearTimeout(slot.idleTimer)
    if (room.sessionCount > 0 || slot.closing || this.slots.get(diagramId) !== slot) return
    slot.idleTimer = setTimeout(() => {
      // With the database down there is no closing without losing: look again later.
      if (room.sessionCount > 0 || !room.isDurable) this.watchIdle(diagramId, slot, room)
      else void this.close(diagramId, slot)
    }, this.deps.timings.idleMs)
    slot.idleTimer.unref()
  }

  private close(diagramId: DiagramId, slot: Slot): Promise<void> {
    clearTimeout(slot.idleTimer)
    slot.closing ??= this.drain(slot).finally(() => this.forget(diagramId, slot))
    return slot.closing
  }

  private async drain(slot: Slot): Promise<void> {
    const room = await slot.opening.catch(() => null)
    if (!room) return
    const { drainMs } = this.deps.timings
    await room.drain({
      timeoutMs: drainMs,
      code: closeCodes.restarting,
      reason: 'the server is restarting',
      release: (lease) => this.release(lease),
    })
  }

  private async release(lease: Lease): Promise<void> {
    try {
      await this.deps.store.release(lease)
    } catch (error) {
      getLog('sync').warn({ err: error, diagramId: lease.diagramId }, 'a lease was not released; it will expire')
    }
  }

  /**
   * While the database does not answer, everything is held back, the cursors of many people too. Rather than grow without
   * end, the process lets go of whoever holds most; they keep their changes and come back. Only when twice in a row there
   * is too much: a large document may be on its way to several people.
   */
  private limitHeld(): void {
    const rooms = this.listOpen()
    let total = rooms.reduce((sum, room) => sum + room.heldBytes, 0)
    const wasTooMuch = this.isTooMuchHeld
    this.isTooMuchHeld = total > this.deps.maxHeldBytes
    if (!wasTooMuch || !this.isTooMuchHeld) return
    for (const room of rooms.sort((a, b) => b.heldBytes - a.heldBytes)) {
      if (total <= this.deps.maxHeldBytes) return
      total -= room.heldBytes
      room.sendAway(closeCodes.tryAgainLater, 'the database does not answer')
    }
  }

  private async renewLeases(): Promise<void> {
    const rooms = await Promise.all([...this.slots.values()].map((slot) => slot.opening.catch(() => null)))
    const open = rooms.filter((room) => room?.isOpen)
    if (open.length === 0) return
    try {
      const leases = open.flatMap((room) => room?.lease ?? [])
      const held = await this.deps.store.renew(this.deps.messages.processId, leases)
      for (const room of open) {
        if (room && !held.has(room.diagramId)) {
          room.end(closeCodes.heldElsewhere, 'another process serves this diagram now')
        }
      }
    } catch (error) {
      getLog('sync').warn({ err: error, rooms: open.length }, 'leases could not be renewed; trying again')
    }
  }
}
