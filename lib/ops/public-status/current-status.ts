import { remember } from '@/lib/platform/remember'
import type { PublicStatus } from './schema-snapshot'

/** A text that is sent as it is, and the tag by which clients know it. */
export interface Made {
  text: string
  etag: string
}

interface Slot {
  status: PublicStatus | null
  /** What was made of it, by name. */
  made: Map<string, Made>
}

const getSlot = () => remember('public-status.current', (): Slot => ({ status: null, made: new Map() }))

/** What the page says now, from memory; null while it is off. Never fails. */
export const findPublicStatus = (): PublicStatus | null => getSlot().status

export function providePublicStatus(status: PublicStatus | null): void {
  const slot = getSlot()
  slot.status = status
  slot.made = new Map()
}

/** Makes something of the current status once, however often it is asked for; null while the page is off. */
export function ofPublicStatus(name: string, make: (status: PublicStatus) => Made | null): Made | null {
  const { status, made } = getSlot()
  const known = made.get(name)
  if (known || !status) return known ?? null
  const fresh = make(status)
  // Names that stand for nothing may be asked for without end.
  if (fresh) made.set(name, fresh)
  return fresh
}
