import { AsyncLocalStorage } from 'node:async_hooks'
import { remember } from '../remember'

export interface SeenCall {
  from: string
  to: string
  calls: number
  lastAtMs: number
}

/** Components are few, and only our own code names them. */
const most = 200

const caller = remember('calls.caller', () => new AsyncLocalStorage<string>())
const getSeen = () => remember('calls.seen', () => new Map<string, SeenCall>())

/** Runs `work` as a component: what it calls, however deep, is seen as called by it. */
export const asComponent = <T>(component: string, work: () => T): T => caller.run(component, work)

/** A component is called now, by whoever this runs as; by nobody that we know, nothing is noted. */
export function noteCallOf(to: string): void {
  const from = caller.getStore()
  if (from !== undefined) noteCall(from, to)
}

export function noteCall(from: string, to: string): void {
  if (from === to) return
  const seen = getSeen()
  const key = `${from} ${to}`
  const call = seen.get(key)
  if (call) {
    call.calls++
    call.lastAtMs = Date.now()
  } else if (seen.size < most) seen.set(key, { from, to, calls: 1, lastAtMs: Date.now() })
}

/** Who has called whom in this process. */
export const listSeenCalls = (): SeenCall[] => [...getSeen().values()]
