import type { TeamRole } from './pure/team-roles'

/**
 * What somebody wants to do with a team: see it and who is in it, put diagrams into it, take those of others out of it,
 * rename it, invite people, make somebody else its owner, delete it.
 */
export type TeamAction = 'view' | 'contribute' | 'release' | 'rename' | 'invite' | 'transfer' | 'delete'

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
