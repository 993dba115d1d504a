import type { AlertMemory } from './alert-state'
import { flapping } from './patience'

const isRecent = (now: number) => (at: number) => now - at < flapping.windowMs

/** What has happened within the last hour, and no more of it than is counted. */
export function forget(memory: AlertMemory, now: number): AlertMemory {
  return {
    breachedAt: memory.breachedAt.filter(isRecent(now)).slice(-flapping.breaches),
    firedAt: memory.firedAt.filter(isRecent(now)).slice(-flapping.firings),
    flappingToldAt: mayTellOfFlapping(memory, now) ? null : memory.flappingToldAt,
  }
}

export function rememberBreach(memory: AlertMemory, now: number): AlertMemory {
  return forget({ ...memory, breachedAt: [...memory.breachedAt, now] }, now)
}

export function rememberFiring(memory: AlertMemory, now: number): AlertMemory {
  return forget({ ...memory, firedAt: [...memory.firedAt, now] }, now)
}

export function isFlapping(memory: AlertMemory, now: number): boolean {
  const { breachedAt, firedAt } = forget(memory, now)
  return breachedAt.length >= flapping.breaches || firedAt.length >= flapping.firings
}

/** At most once an hour, whatever happens in between. */
export const mayTellOfFlapping = ({ flappingToldAt }: AlertMemory, now: number): boolean =>
  flappingToldAt === null || now - flappingToldAt >= flapping.tellEveryMs
