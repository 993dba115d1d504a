import type { DiagramAccess } from '@/lib/features/diagrams/policy'
import { collectAtScrape, count, countTo, observe, setGauge } from '@/lib/platform/metrics/metrics'
import { remember } from '@/lib/platform/remember'

/**
 * What went through all sockets since the process started. With fifty people in a room one edit is fifty messages, so they
 * are added up here and read at a scrape.
 */
export const getTraffic = () =>
  remember('sync.traffic', () => ({ in: { messages: 0, bytes: 0 }, out: { messages: 0, bytes: 0 } }))

/** Sockets by what we closed them with; a code that a client chose is none of ours. */
export const countClosed = (code: number): void => count('autograph_sync_refusals_total', { code: String(code) })

export const countReconnect = (): void => count('autograph_sync_reconnects_total', {})

interface Flush {
  records: number
  startedAtMs: number
  /** When the oldest of the changes was made. */
  changedAtMs: number | null
}

/** One flush has ended, and what it wrote is durable. */
export function measureFlush({ records, startedAtMs, changedAtMs }: Flush): void {
  const nowMs = performance.now()
  observe('autograph_sync_flush_duration_seconds', {}, (nowMs - startedAtMs) / 1_000)
  observe('autograph_sync_flush_records', {}, records)
  if (changedAtMs !== null) observe('autograph_sync_acknowledgement_delay_seconds', {}, (nowMs - changedAtMs) / 1_000)
}

export const countFlushFailure = (): void => count('autograph_sync_flush_failures_total', {})

/** What is asked of a room. */
interface MeasuredRoom {
  readonly sessionCount: number
  readonly unsavedRecords: number
  listAccess(): DiagramAccess[]
}

interface Watched {
  listRooms: () => MeasuredRoom[]
  countSockets: () => number
}

/** Reads at each scrape what is open. Returns its stop. */
export const startSyncCollector = ({ listRooms, countSockets }: Watched): (() => void) =>
  collectAtScrape('sync', () => {
    setGauge('autograph_sync_sockets', {}, countSockets())
    collectRooms(listRooms())
    const { in: received, out: sent } = getTraffic()
    countTo('autograph_sync_messages_total', { direction: 'in' }, received.messages)
    countTo('autograph_sync_messages_total', { direction: 'out' }, sent.messages)
    countTo('autograph_sync_bytes_total', { direction: 'in' }, received.bytes)
    countTo('autograph_sync_bytes_total', { direction: 'out' }, sent.bytes)
  })

const sizes: [name: string, most: number][] = [
  ['0', 0],
  ['1', 1],
  ['2-5', 5],
  ['6-20', 20],
  ['over 20', Number.POSITIVE_INFINITY],
]

function collectRooms(rooms: readonly MeasuredRoom[]): void {
  const bySize = new Map(sizes.map(([name]) => [name, 0]))
  const byAccess = new Map<string, number>([
    ['owner', 0],
    ['editor', 0],
    ['viewer', 0],
  ])
  let unsaved = 0
  for (const room of rooms) {
    const size = sizes.find(([, most]) => room.sessionCount <= most)?.[0] ?? ''
    bySize.set(size, (bySize.get(size) ?? 0) + 1)
    for (const access of room.listAccess()) byAccess.set(access, (byAccess.get(access) ?? 0) + 1)
    unsaved += room.unsavedRecords
  }
  setGauge('autograph_open_rooms', {}, rooms.length)
  setGauge('autograph_room_editors_max', {}, Math.max(0, ...rooms.map(({ sessionCount }) => sessionCount)))
  setGauge('autograph_sync_unsaved_records', {}, unsaved)
  for (const [editors, value] of bySize) setGauge('autograph_rooms', { editors }, value)
  for (const [access, value] of byAccess) setGauge('autograph_sync_sessions', { access }, value)
}
