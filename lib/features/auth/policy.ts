import { dayMs, minuteMs } from '@/lib/core/time'
import type { Admission } from './admission/compute-admission'

/** What a decision needs to know of a signed-in browser; times in milliseconds since the epoch. */
export interface SessionFacts {
  expiresAtMs: number
  revoked: boolean
  lastSeenAtMs: number
}

export type SessionState = 'active' | 'expired' | 'revoked'

interface SessionClock {
  nowMs: number
  /** How long a session lasts without use; 0 is for as long as it lasts anyway. */
  idleMs: number
}

export function computeSessionState(session: SessionFacts, { nowMs, idleMs }: SessionClock): SessionState {
  if (session.revoked) return 'revoked'
  const isIdle = idleMs > 0 && session.lastSeenAtMs + idleMs <= nowMs
  return isIdle || session.expiresAtMs <= nowMs ? 'expired' : 'active'
}

const sessionMs = dayMs
const rememberedSessionMs = 30 * dayMs

/** A session lasts a day, or thirty for who asked to stay signed in. */
export const computeSessionLifetimeMs = (remember: boolean): number => (remember ? rememberedSessionMs : sessionMs)

/** "Last seen" is worth one write a minute, not one per request. */
export const isSeenStale = (session: SessionFacts, nowMs: number): boolean => nowMs - session.lastSeenAtMs >= minuteMs

type Registration = Admission['registration']

/** Nobody could invite or admit the first account, so it may always be created. */
export const mayRegister = (registration: Registration, isFirst: boolean): boolean => isFirst || registration === 'open'

/** Whether an address, in lower case, is of one of these domains; none stands for all. */
export const isDomainAllowed = (email: string, domains: readonly string[]): boolean =>
  domains.length === 0 || domains.includes(email.slice(email.lastIndexOf('@') + 1))

/** Whether who is invited into a team may make an account: who runs the instance has not closed it. */
export const mayInviteToTeams = (registration: Registration): boolean => registration !== 'closed'
