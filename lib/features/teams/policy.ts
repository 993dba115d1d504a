import type { UserActor } from '@/lib/core/actor'
import { AppError, notFound } from '@/lib/core/errors'
import { mayWrite } from '../diagrams/policy'
import type { TeamRole } from './pure/team-roles'

/**
 * What somebody wants to do with a team: see it and who is in it, put diagrams into it, take those of others out of it,
 * rename it, invite people, make somebody else its owner, delete it.
 */
export type TeamAction = 'view' | 'contribute' | 'release' | 'rename' | 'invite' | 'transfer' | 'delete'

/** What an actor is to a team: their role there, capped by what their account and their key may do at all. */
export const computeTeamRole = (actor: UserActor, membership: TeamRole | null): TeamRole | null =>
  membership && !mayWrite(actor) ? 'viewer' : membership

const allowed: Record<TeamAction, readonly TeamRole[]> = {
  view: ['owner', 'admin', 'editor', 'viewer'],
  contribute: ['owner', 'admin', 'editor'],
  release: ['owner', 'admin'],
  rename: ['owner', 'admin'],
  invite: ['owner', 'admin'],
  transfer: ['owner'],
  delete: ['owner'],
}

export const decideTeamAction = (role: TeamRole | null, action: TeamAction): boolean =>
  role !== null && allowed[action].includes(role)

const refusals: Record<TeamAction, string> = {
  view: 'You may not see this team.',
  contribute:
    'You can view the diagrams of this team but not add to them. Ask an admin of the team for the right to edit.',
  release: 'Only the owner of this diagram and the admins of its team can take it out of the team.',
  rename: 'Only owners and admins of this team can rename it.',
  invite: 'Only owners and admins of this team can decide who is in it.',
  transfer: 'Only an owner of this team can make somebody else its owner.',
  delete: 'Only an owner of this team can delete it.',
}

/** 404 for who is not in the team, 403 for who is but may not do this. */
export function assertTeamAllowed(role: TeamRole | null, action: TeamAction): asserts role is TeamRole {
  if (role === null) throw notFound('team')
  if (!decideTeamAction(role, action)) throw new AppError('forbidden', refusals[action])
}

export interface TeamMemberChange {
  /** What the actor is to the team. */
  by: TeamRole
  isSelf: boolean
  /** What the member is now. */
  from: TeamRole
  /** What they are to be; null leaves or is removed. */
  to: TeamRole | null
  /** How many owners there are beside the member. */
  otherOwners: number
}

export type TeamMemberVerdict = 'allowed' | 'forbidden' | 'last_owner'

/** Owners decide about everybody, admins about everybody but owners; anybody may leave. A team keeps an owner. */
export function decideTeamMemberChange({ by, isSelf, from, to, otherOwners }: TeamMemberChange): TeamMemberVerdict {
  const leaves = isSelf && to === null
  const concernsOwners = from === 'owner' || to === 'owner'
  const decides = by === 'owner' || (by === 'admin' && !concernsOwners)
  if (!leaves && !decides) return 'forbidden'
  return from === 'owner' && to !== 'owner' && otherOwners === 0 ? 'last_owner' : 'allowed'
}

/** Errors: forbidden; conflict when the team would be left without an owner. */
export function assertTeamMemberChange(change: TeamMemberChange): void {
  switch (decideTeamMemberChange(change)) {
    case 'allowed':
      return
    case 'forbidden':
      throw new AppError(
        'forbidden',
        change.by === 'admin' ? 'Only an owner of this team can decide about its owners.' : refusals.invite,
      )
    case 'last_owner':
      throw new AppError('conflict', 'A team needs an owner. Make somebody else an owner first.')
  }
}
