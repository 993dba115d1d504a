import type { SessionId, UserId } from './ids'

/** Who acts. A guest with a share and an API key join this union with their features. */
export type Actor =
  | { type: 'anonymous' }
  | { type: 'user'; id: UserId; sessionId: SessionId; role: UserRole; name: string; email: string }
  | { type: 'system' }

export type UserActor = Extract<Actor, { type: 'user' }>
export type UserRole = 'admin' | 'editor' | 'viewer'
