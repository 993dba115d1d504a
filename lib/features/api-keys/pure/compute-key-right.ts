import type { UserRole } from '@/lib/core/actor'

export const keyScopes = ['read', 'write', 'admin'] as const
export type KeyScope = (typeof keyScopes)[number]

interface KeyRight {
  role: UserRole
  mayWrite: boolean
}

/** What a program may do with a key of somebody: never more than they, and each scope holds the ones before it. */
export function computeKeyRight(scopes: readonly KeyScope[], role: UserRole): KeyRight {
  if (scopes.includes('admin')) return { role, mayWrite: true }
  return { role: role === 'admin' ? 'editor' : role, mayWrite: scopes.includes('write') }
}
