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

/** A diagram that is to go into another team, or out of all. */
export interface DiagramMove {
  /** Whether the diagram is the actor's own. */
  owns: boolean
  /** What the actor is in the team that it is in; null: it is in none. */
  from: { role: TeamRole | null } | null
  to: { role: TeamRole | null } | null
}

export type DiagramMoveVerdict = 'allowed' | 'no_such_team' | 'release' | 'contribute'

/**
 * Its owner moves a diagram into a team that they add to; the owner, and who runs the team, out of it. Otherwise what the
 * actor may not do.
 */
export function decideDiagramMove({ owns, from, to }: DiagramMove): DiagramMoveVerdict {
  if (to?.role === null) return 'no_such_team'
  if (!owns && (to || !decideTeamAction(from?.role ?? null, 'release'))) return 'release'
  return to && !decideTeamAction(to.role, 'contribute') ? 'contribute' : 'allowed'
}

/** Errors: not_found for the team of strangers, forbidden. */
export function assertDiagramMove(move: DiagramMove): void {
  const verdict = decideDiagramMove(move)
  if (verdict === 'allowed') return
  if (verdict === 'no_such_team') throw notFound('team')
  throw new AppError(
    'forbidden',
    move.to && !move.owns ? 'Only its owner can move a diagram to a team.' : refusals[verdict],
  )
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
