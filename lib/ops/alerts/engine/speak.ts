import type { AlertMemory, Incident } from './alert-state'
import { type Effect, makeEvent, makeNotice } from './effect'
import { isFlapping, mayTellOfFlapping } from './flapping'
import { flapping, type Patience } from './patience'

interface Speaking {
  incident: Incident
  memory: AlertMemory
}

interface Heard extends Speaking {
  effects: Effect[]
}

/** What an open incident has to say now: that it began, that it goes on, or, while it flaps, that. */
export function speak(
  open: Speaking,
  { isMuted, patience, now }: { isMuted: boolean; patience: Patience; now: number },
) {
  const incident = listen(open.incident, { isMuted, patience, now })
  const given: Speaking = incident === open.incident ? open : { ...open, incident }
  if (incident.quietUntil === 'open' || (incident.quietUntil ?? now) > now) return quiet(given)
  if (!incident.isTold) return tellFirst(given, patience, now)
  if (incident.acknowledgedAt !== null || incident.escalateAt === null || now < incident.escalateAt) return quiet(given)
  return tellAgain(given, patience, now)
}

const quiet = (given: Speaking): Heard => ({ ...given, effects: [] })

/** Whoever was muted gets a moment more: when a database is back, what needs it is back a little later. */
function listen(
  incident: Incident,
  { isMuted, patience, now }: { isMuted: boolean; patience: Patience; now: number },
): Incident {
  if (isMuted) return incident.quietUntil === 'open' ? incident : { ...incident, quietUntil: 'open' }
  return incident.quietUntil === 'open' ? { ...incident, quietUntil: now + patience.unmuteForMs } : incident
}

function tellFirst({ incident, memory }: Speaking, { escalateEveryMs }: Patience, now: number): Heard {
  const told = { ...incident, isTold: true, escalateAt: escalateEveryMs === null ? null : now + escalateEveryMs }
  if (incident.isFlapping && mayTellOfFlapping(memory, now)) return tellOfFlapping({ incident: told, memory }, now)
  return { incident: told, memory, effects: [makeNotice('triggered', told), makeEvent('told', told, now)] }
}

function tellAgain({ incident, memory }: Speaking, { escalateEveryMs }: Patience, now: number): Heard {
  const escalateAt = escalateEveryMs === null ? null : now + escalateEveryMs
  if (incident.isFlapping && isFlapping(memory, now)) {
    if (mayTellOfFlapping(memory, now)) return tellOfFlapping({ incident: { ...incident, escalateAt }, memory }, now)
    return quiet({
      incident: { ...incident, escalateAt: (memory.flappingToldAt ?? now) + flapping.tellEveryMs },
      memory,
    })
  }
  const escalated = { ...incident, escalateAt, isFlapping: false, escalationCount: incident.escalationCount + 1 }
  const effects = [makeNotice('escalated', escalated), makeEvent('escalated', escalated, now)]
  return { incident: escalated, memory, effects }
}

function tellOfFlapping({ incident, memory }: Speaking, now: number): Heard {
  const told = { ...incident, flappingCount: incident.flappingCount + 1 }
  return {
    incident: told,
    memory: { ...memory, flappingToldAt: now },
    effects: [makeNotice('flapping', told), makeEvent('flapping', told, now)],
  }
}
