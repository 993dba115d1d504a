import type { Actor } from '@/lib/core/actor'
import type { ComponentState } from './component'

/** Whom admins show which components, beside themselves; ids that no component has are allowed. */
export interface ComponentAudience {
  /** To everyone who is signed in. */
  signedIn: readonly string[]
}

export const adminsOnly: ComponentAudience = { signedIn: [] }

/**
 * Whether somebody may know that a component exists, what it is called and how it is. Admins see all of them, people who
 * are signed in what admins show them, strangers nothing, whatever link they hold.
 */
export function canSeeComponent(
  actor: Actor,
  component: Pick<ComponentState, 'id'>,
  audience: ComponentAudience,
): boolean {
  switch (actor.type) {
    case 'system':
      return true
    case 'user':
      return actor.role === 'admin' || audience.signedIn.includes(component.id)
    case 'anonymous':
      return false
  }
}
