import type { Actor, UserActor } from '@/lib/core/actor'
import { AppError, notFound } from '@/lib/core/errors'
import type { UserId } from '@/lib/core/ids'

export type DiagramAccess = 'owner' | 'editor' | 'viewer'

/** What someone wants to do: see it, change its content, or decide about the diagram itself (trash, members). */
export type DiagramAction = 'view' | 'edit' | 'manage'

/** What a decision needs to know of a diagram. */
export interface DiagramAccessFacts {
  ownerId: UserId
  /** The actor's own membership, when there is one. */
  memberRole: 'editor' | 'viewer' | null
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
      return limitToKey(actor, computeOwnAccess(actor, diagram))
  }
}

function computeOwnAccess(actor: UserActor, diagram: DiagramAccessFacts): DiagramAccess | null {
  if (actor.id === diagram.ownerId) return 'owner'
  if (diagram.trashed) return null
  return actor.role === 'viewer' && diagram.memberRole ? 'viewer' : diagram.memberRole
}

/** Through a key for reading even the owner only looks, over live connections too. */
const limitToKey = ({ key }: UserActor, access: DiagramAccess | null): DiagramAccess | null =>
  access && key && !key.mayWrite ? 'viewer' : access

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
