import type { UserRole } from '@/lib/core/actor'
import type { UserId } from '@/lib/core/ids'

export interface UserFacts {
  id: UserId
  role: UserRole
  suspended: boolean
}

/** What is to become of somebody; `deleted` is for good. */
export interface UserChange {
  role?: UserRole
  suspended?: boolean
  deleted?: true
}

interface Asked {
  actorId: UserId
  target: UserFacts
  change: UserChange
  /** Admins who can sign in, as they are now. */
  admins: readonly UserId[]
}

export type UserFault = 'own_account' | 'last_admin'

/** Why a change may not be made; null when it may. There is always somebody who can let others back in. */
export function findUserFault({ actorId, target, change, admins }: Asked): UserFault | null {
  const keepsOut = change.suspended === true || change.deleted === true
  if (keepsOut && target.id === actorId) return 'own_account'
  const staysAdmin = !keepsOut && (change.role ?? target.role) === 'admin'
  const isLast = admins.includes(target.id) && admins.length === 1
  return isLast && !staysAdmin ? 'last_admin' : null
}
