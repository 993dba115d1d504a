import type { ApiKeyId, SessionId, UserId } from './ids'

/** Who acts. A guest with a share joins this union with its feature. */
export type Actor =
  | { type: 'anonymous' }
  | {
      type: 'user'
      id: UserId
      /** Null when a key says who it is. */
      sessionId: SessionId | null
      /** With a key at most what its scopes are for. */
      role: UserRole
      name: string
      email: string
      /** The API key that the person's program has shown. */
      key?: { id: ApiKeyId; mayWrite: boolean }
    }
  | { type: 'system' }

export type UserActor = Extract<Actor, { type: 'user' }>
/** Somebody who has signed in, by a browser or a program; not by an API key. */
export type SessionActor = UserActor & { sessionId: SessionId }
export type UserRole = 'admin' | 'editor' | 'viewer'
