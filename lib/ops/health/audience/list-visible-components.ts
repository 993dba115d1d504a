import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import { listComponentStates } from '../list-component-states'
import { canSeeComponent, describeFor } from '../policy'
import { getAudience } from './known-audience'
import type { VisibleComponentDto } from './schema'

/** The components that somebody may see, as this process knows them. Errors: unauthenticated. */
export function listVisibleComponents({ actor }: { actor: Actor }): VisibleComponentDto[] {
  if (actor.type === 'anonymous') throw new AppError('unauthenticated', 'Sign in to do this.')
  const audience = getAudience()
  return listComponentStates()
    .filter((state) => canSeeComponent(actor, state, audience))
    .map((state) => describeFor(actor, state, audience))
    .map(({ id, name, status }) => ({ id, name, status }))
}
