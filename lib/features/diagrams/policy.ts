import type { Actor, UserActor } from '@/lib/core/actor'
import { AppError, notFound } from '@/lib/core/errors'
import type { UserId } from '@/lib/core/ids'
import type { TeamRole } from '../teams/pure/team-roles'

export type DiagramAccess = 'owner' | 'editor' | 'viewer'

/** What someone wants to do: see it, change its content, or decide about the diagram itself (trash, members). */
export type DiagramAction = 'view' | 'edit' | 'manage'

/** What a decision needs to know of a diagram. */
export interface DiagramAccessFacts {
  ownerId: UserId
  /** The actor's own membership, when there is one. */
  memberRole: 'editor' | 'viewer' | null
  /** What the actor is in the diagram's team, when it has one and they are in it. */
  teamRole: TeamRole | null
  trashed: boolean
}

/** The one place that decides what an actor is to a diagram; null is nothing at all. */
export function computeDiagramAccess(actor: Actor, diagram: DiagramAccessFacts): DiagramAccess | null {
  switch (actor.type) {
    case 'anonymous':
      return null
    case 'system':
      return 'owner'
    case 'user':
      return mayWrite(actor) ? computeOwnAccess(actor, diagram) : limitToViewing(computeOwnAccess(actor, diagram))
  }
}

function computeOwnAccess(actor: UserActor, diagram: DiagramAccessFacts): DiagramAccess | null {
  if (actor.id === diagram.ownerId) return 'owner'
  if (diagram.trashed) return null
  return computeGranted(diagram)
}

const ofTeamRole: Record<TeamRole, 'editor' | 'viewer'> = {
  owner: 'editor',
  admin: 'editor',
  editor: 'editor',
  viewer: 'viewer',
}

/** The more of what the diagram's members and its team's roles say. */
function computeGranted({ memberRole, teamRole }: DiagramAccessFacts): 'editor' | 'viewer' | null {
  const byTeam = teamRole && ofTeamRole[teamRole]
  return memberRole === 'editor' ? memberRole : (byTeam ?? memberRole)
}

/** A viewer of the instance changes nothing, nor does a key for reading: not even what they own, nor over live connections. */
export const mayWrite = (actor: UserActor): boolean => !isViewerHere(actor) && actor.key?.mayWrite !== false

/** Whether the account itself only looks, whatever is shared with it. */
export const isViewerHere = (actor: Actor): boolean => actor.type === 'user' && actor.role === 'viewer'

const limitToViewing = (access: DiagramAccess | null): DiagramAccess | null => access && 'viewer'

const allowed: Record<DiagramAction, readonly DiagramAccess[]> = {
  view: ['owner', 'editor', 'viewer'],
  edit: ['owner', 'editor'],
  manage: ['owner'],
}

export function isAllowed(access: DiagramAccess | null, action: DiagramAction): boolean {
  return access !== null && allowed[action].includes(access)
}

/** 404 without the right to view, 403 with it but without the right asked for. */
export function assertAllowed(access: DiagramAccess | null, action: DiagramAction): asserts access is DiagramAccess {
  if (access === null) throw notFound('diagram')
  if (isAllowed(access, action)) return
  throw new AppError(
    'forbidden',
    action === 'edit'
      ? 'You can view this diagram but not change it. Ask its owner for the right to edit.'
      : 'Only the owner of this diagram can do this.',
  )
}
