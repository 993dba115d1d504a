import { z } from 'zod'

const time = z.number()

/** What an alert remembers of the last hour, whatever phase it is in; it damps flapping. */
const memory = z.object({
  /** When the condition began to hold, whether people were told or not. */
  breachedAt: z.array(time),
  /** When it became an incident. */
  firedAt: z.array(time),
  flappingToldAt: time.nullable(),
})

/** From the moment the threshold has passed until it is over. All times are milliseconds since the epoch. */
const incident = z.object({
  /** When the condition began to hold; with the fingerprint it names the incident. */
  startedAt: time,
  triggeredAt: time,
  /** Whether people have heard of it: then, and only then, they hear of its end. */
  isTold: z.boolean(),
  /** `open` while it is muted, then the time from which it may speak. */
  quietUntil: z.union([time, z.literal('open')]).nullable(),
  escalationCount: z.number().int(),
  /** Null where nobody is told again. */
  escalateAt: time.nullable(),
  acknowledgedAt: time.nullable(),
  isFlapping: z.boolean(),
  flappingCount: z.number().int(),
})

const seen = { since: time, seenAt: time }
const normal = z.object({ phase: z.literal('normal'), memory })
const pending = z.object({ phase: z.literal('pending'), memory, ...seen })
const firing = z.object({ phase: z.literal('firing'), memory, incident })
const recovering = z.object({ phase: z.literal('recovering'), memory, incident, ...seen })
const resolved = z.object({ phase: z.literal('resolved'), memory, at: time })
const known = z.discriminatedUnion('phase', [normal, pending, firing, recovering, resolved])
const noData = z.object({ phase: z.literal('no_data'), since: time, before: known })
const failed = z.object({ phase: z.literal('error'), since: time, message: z.string(), before: known })

export const alertStateSchema = z.discriminatedUnion('phase', [...known.options, noData, failed])

export type AlertMemory = z.infer<typeof memory>
export type Incident = z.infer<typeof incident>
/** What is known as long as it can be told. */
export type KnownState = z.infer<typeof known>
/** The state of one alert; what is not known keeps what was known before. */
export type AlertState = z.infer<typeof alertStateSchema>

export const emptyMemory: AlertMemory = { breachedAt: [], firedAt: [], flappingToldAt: null }
export const initialState: KnownState = { phase: 'normal', memory: emptyMemory }

export const findKnown = (state: AlertState): KnownState =>
  state.phase === 'no_data' || state.phase === 'error' ? state.before : state

export function findIncident(state: AlertState): Incident | null {
  const known = findKnown(state)
  return known.phase === 'firing' || known.phase === 'recovering' ? known.incident : null
}

/** A state that says nothing need not be kept. */
export function isTrivial(state: AlertState): boolean {
  const known = findKnown(state)
  return known.phase === 'normal' && isEmpty(known.memory)
}

export const isEmpty = ({ breachedAt, firedAt, flappingToldAt }: AlertMemory): boolean =>
  breachedAt.length === 0 && firedAt.length === 0 && flappingToldAt === null
