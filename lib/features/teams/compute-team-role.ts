import type { UserActor } from '@/lib/core/actor'
import { mayWrite } from '../diagrams/policy'
import type { TeamRole } from './pure/team-roles'

/** What an actor is to a team: their role there, capped by what their account and their key may do at all. */
export const computeTeamRole = (actor: UserActor, membership: TeamRole | null): TeamRole | null =>
  membership && !mayWrite(actor) ? 'viewer' : membership
