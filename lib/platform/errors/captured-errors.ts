import { remember } from '../remember'

export type ErrorSource = 'server' | 'browser'
export type ErrorContext = Record<string, string | number | boolean>

/** A fault with its repeats since it was last taken away; all but count and first time are of the latest. */
export interface CapturedError {
  fingerprint: string
  source: ErrorSource
  module: string
  name: string
  message: string
  stack: string | null
  context: ErrorContext
  correlationId: string | null
  release: string
  count: number
  firstAtMs: number
  lastAtMs: number
}

/** Different faults that wait; repeats only raise a count. Browsers can send what they like, so they have less room. */
const maxWaiting: Record<ErrorSource, number> = { server: 200, browser: 50 }

interface Waiting {
  errors: Map<string, CapturedError>
  dropped: number
}

const getWaiting = () => remember<Waiting>('errors.waiting', () => ({ errors: new Map(), dropped: 0 }))

/** Puts it with those that wait to be stored; beyond the room there is, only counted. */
export function addCapturedError(added: CapturedError): void {
  const waiting = getWaiting()
  const known = waiting.errors.get(added.fingerprint)
  if (!known && isFull(waiting, added.source)) {
    waiting.dropped += added.count
    return
  }
  waiting.errors.set(added.fingerprint, known ? merge(known, added) : added)
}

function isFull({ errors }: Waiting, source: ErrorSource): boolean {
  let count = 0
  for (const error of errors.values()) if (error.source === source) count++
  return count >= maxWaiting[source]
}

function merge(one: CapturedError, other: CapturedError): CapturedError {
  const latest = one.lastAtMs > other.lastAtMs ? one : other
  return { ...latest, count: one.count + other.count, firstAtMs: Math.min(one.firstAtMs, other.firstAtMs) }
}

/** Everything that waits; whoever takes it stores it, or gives it back. */
export function takeCapturedErrors(): { errors: CapturedError[]; dropped: number } {
  const { errors, dropped } = getWaiting()
  Object.assign(getWaiting(), { errors: new Map(), dropped: 0 })
  return { errors: [...errors.values()], dropped }
}
