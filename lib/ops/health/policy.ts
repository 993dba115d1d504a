import type { Actor } from '@/lib/core/actor'
import type { ComponentState } from './component'

/** Whom admins show which components, beside themselves; ids that no component has are allowed. */
export interface ComponentAudience {
  /** To everyone who is signed in. */
  signedIn: readonly string[]
  /** What the public status page shows, under the names that the public reads. */
  public: readonly { id: string; name: string }[]
}

export const adminsOnly: ComponentAudience = { signedIn: [], public: [] }

/**
 * Whether somebody may know that a component exists, what it is called and how it is. Admins see all of them, people who
 * are signed in what admins show them or the public, strangers nothing, whatever link they hold.
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
      return seesAllOf(actor, component, audience) || audience.public.some(({ id }) => id === component.id)
    case 'anonymous':
      return false
  }
}

/** What somebody who may see a component reads of it: who sees it only as the public does, no more than the public. */
export function describeFor<Known extends Pick<ComponentState, 'id' | 'name' | 'message'>>(
  actor: Actor,
  component: Known,
  audience: ComponentAudience,
): Known {
  const shown = audience.public.find(({ id }) => id === component.id)
  return shown && !seesAllOf(actor, component, audience) ? { ...component, name: shown.name, message: null } : component
}

const seesAllOf = (actor: Actor, { id }: Pick<ComponentState, 'id'>, audience: ComponentAudience): boolean =>
  actor.type === 'system' || (actor.type === 'user' && (actor.role === 'admin' || audience.signedIn.includes(id)))
