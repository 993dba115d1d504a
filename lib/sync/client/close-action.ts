/** Why the client gave up on its own; each has a screen that says what is safe and what to do. */
export type StopReason =
  | 'signed-out'
  | 'access-lost'
  | 'not-found'
  | 'too-large'
  | 'client-too-old'
  | 'server-too-old'
  | 'invalid-record'
  | 'fault'

/** `soon`: the server told that somebody will be there in a moment. */
export type RetryPace = 'soon' | 'normal' | 'slow'

export type CloseAction = { type: 'retry'; pace: RetryPace; busy: boolean } | { type: 'stop'; reason: StopReason }

const retry: CloseAction = { type: 'retry', pace: 'normal', busy: false }
const retrySoon: CloseAction = { type: 'retry', pace: 'soon', busy: false }
const retrySlowly: CloseAction = { type: 'retry', pace: 'slow', busy: true }
const stop = (reason: StopReason): CloseAction => ({ type: 'stop', reason })

/** The close codes of the product's own contract. */
const byCode = new Map<number, CloseAction>([
  [1012, retrySoon],
  [4409, retrySoon],
  [4401, stop('signed-out')],
  [4403, stop('access-lost')],
  [4404, stop('not-found')],
  [4413, stop('too-large')],
  [4429, retrySlowly],
])

/** tldraw's sync protocol closes with 4099 and one of these reasons. */
const byReason = new Map<string, CloseAction>([
  ['NOT_AUTHENTICATED', stop('signed-out')],
  ['FORBIDDEN', stop('access-lost')],
  ['NOT_FOUND', stop('not-found')],
  ['CLIENT_TOO_OLD', stop('client-too-old')],
  ['SERVER_TOO_OLD', stop('server-too-old')],
  ['INVALID_RECORD', stop('invalid-record')],
  ['RATE_LIMITED', retrySlowly],
  ['ROOM_FULL', retrySlowly],
])

/** What a close asks for. Everything unknown is a connection that was lost: it is tried again. */
export function computeCloseAction({ code, reason }: { code: number; reason: string }): CloseAction {
  if (code === 4099) return byReason.get(reason) ?? retry
  return byCode.get(code) ?? retry
}

const paces = {
  soon: { firstMs: 150, mostMs: 1_000 },
  normal: { firstMs: 250, mostMs: 5_000 },
  slow: { firstMs: 5_000, mostMs: 60_000 },
}
/** A restart takes seconds; about half a minute later it is an outage like any other. */
const soonAttempts = 40

/** While a server restarts its port refuses, which by itself would ask for longer and longer waits. */
export function computePace({ before, asked, attempt }: { before: RetryPace; asked: RetryPace; attempt: number }) {
  return asked === 'normal' && before === 'soon' && attempt < soonAttempts ? 'soon' : asked
}

/**
 * How long to wait before attempt number `attempt` (0 is the first one after the loss). Half of it is random, so that the
 * clients of a server that restarts do not all come back in the same moment.
 */
export function computeRetryDelayMs(retrying: { attempt: number; pace: RetryPace; random: number }): number {
  const { firstMs, mostMs } = paces[retrying.pace]
  const ceilingMs = Math.min(mostMs, firstMs * 2 ** Math.min(retrying.attempt, 16))
  return Math.round(ceilingMs * (0.5 + retrying.random / 2))
}
