import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { newId, type SessionId, type UserId } from '@/lib/core/ids'
import { minuteMs, secondMs } from '@/lib/core/time'
import { getProcessMessages } from '@/lib/platform/db/notify'
import { getKv } from '@/lib/platform/kv/get-kv'
import { withFallback } from '@/lib/platform/kv/with-fallback'
import { remember } from '@/lib/platform/remember'
import type { SignedIn } from './repo'

/** How long what was read is taken for true without asking the database. */
const freshMs = 5 * minuteMs
/** By how much the clocks of two machines may differ. */
const skewMs = 5 * secondMs
const markMs = freshMs + 2 * skewMs

const cachedSession = z.strictObject({
  userId: z.string().transform((id) => id as UserId),
  email: z.string(),
  name: z.string(),
  role: z.enum(['admin', 'editor', 'viewer']),
  expiresAtMs: z.number(),
  lastSeenAtMs: z.number(),
  revoked: z.boolean(),
  /** When, and by which process, the database was asked. */
  readAtMs: z.number(),
  readBy: z.string(),
})
type Cached = z.infer<typeof cachedSession>

/** What was found for a session. */
export interface CachedSession {
  /** What `keepSession` replaces; undefined when the cache is not to be used. */
  stored: string | null | undefined
  session: Cached | null
  /** Whether it may be used without asking the database; if not, only when the database cannot be asked. */
  fresh: boolean
}

const nothing: CachedSession = { stored: undefined, session: null, fresh: false }
const keyOf = (sessionId: SessionId) => `session:${sessionId}`

/** What this process has heard of changes. Until it listens for them, nothing is taken from the cache. */
const getHeard = () =>
  remember('auth.session-changes', () => ({
    sinceMs: Number.POSITIVE_INFINITY,
    changedAtMs: new LRUCache<SessionId, number>({ max: 10_000, ttl: markMs }),
  }))

export async function findCachedSession(sessionId: SessionId): Promise<CachedSession> {
  const { listeningSinceMs } = getProcessMessages()
  if (listeningSinceMs !== null) getHeard().sinceMs = listeningSinceMs
  if (getHeard().sinceMs === Number.POSITIVE_INFINITY) return nothing
  return withFallback(
    async () => {
      const stored = await getKv().get(keyOf(sessionId))
      const read = stored === null ? null : parse(stored)
      if (!read || !isTrusted(sessionId, read)) return { stored, session: null, fresh: false }
      const ageMs = Date.now() - read.readAtMs
      return { stored, session: read, fresh: listeningSinceMs !== null && ageMs < freshMs && ageMs > -skewMs }
    },
    () => nothing,
  )
}

/** Whether this process would have heard of a change after the session was read. */
function isTrusted(sessionId: SessionId, { readAtMs, readBy }: Cached): boolean {
  const { sinceMs, changedAtMs } = getHeard()
  const margin = readBy === getProcessMessages().processId ? 0 : skewMs
  return readAtMs - margin > Math.max(sinceMs, changedAtMs.get(sessionId) ?? 0)
}

/** What was read of this session up to now is no longer true; said to this process alone. */
export function doubtSession(sessionId: SessionId): void {
  getHeard().changedAtMs.set(sessionId, Date.now())
}

/** Stops using the cache until changes are heard of again. */
export function trustNoSession(): void {
  getHeard().sinceMs = Number.POSITIVE_INFINITY
}

interface KeepSession {
  sessionId: SessionId
  /** What was in the cache before the database was asked. */
  found: CachedSession
  session: SignedIn
  readAtMs: number
}

/**
 * Keeps a session for as long as it lasts, unless what was found has been replaced since: then another was faster, or the
 * session has changed after the database was asked.
 */
export async function keepSession({ sessionId, found: { stored }, session, readAtMs }: KeepSession): Promise<void> {
  const ttlMs = Math.ceil(session.expiresAtMs - Date.now())
  if (stored === undefined || ttlMs < 1) return
  const { userId, email, name, role, expiresAtMs, lastSeenAtMs, revoked } = session
  const readBy = getProcessMessages().processId
  const value = JSON.stringify({ userId, email, name, role, expiresAtMs, lastSeenAtMs, revoked, readAtMs, readBy })
  await withFallback(
    () =>
      stored === null
        ? getKv().set(keyOf(sessionId), value, { ttlMs, ifAbsent: true })
        : getKv().compareAndSet(keyOf(sessionId), { expected: stored, value, ttlMs }),
    () => false,
  )
}

/**
 * Takes a session out of the cache that all processes share. A mark takes its place, not nothing: whoever asked the
 * database before the change then fails to keep the old answer.
 */
export async function forgetSession(sessionId: SessionId): Promise<void> {
  doubtSession(sessionId)
  await withFallback(
    () => getKv().set(keyOf(sessionId), `changed ${newId<string>()}`, { ttlMs: markMs }),
    () => false,
  )
}

/** Null for what is no session of this release, such as a mark. */
function parse(stored: string): Cached | null {
  try {
    return cachedSession.parse(JSON.parse(stored))
  } catch {
    return null
  }
}
