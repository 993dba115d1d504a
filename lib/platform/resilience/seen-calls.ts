import { remember } from '../remember'
import { getContext } from '../work-context'

export interface SeenCall {
  from: string
  to: string
  calls: number
  lastAtMs: number
}

/** Components are few, and only our own code names them. */
const most = 200

const getSeen = () => remember('calls.seen', () => new Map<string, SeenCall>())

/** A component is called now, by whoever this runs as; by nobody that we know, nothing is noted. */
export function noteCallOf(to: string): void {
  const from = getContext().component
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
