import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import type { DiagramId } from '@/lib/core/ids'
import { assertAllowed, computeDiagramAccess, type DiagramAccess, type DiagramAction, isViewerHere } from './policy'
import { type DiagramRow, diagramRepo } from './repo'

export const signInFirst = () => new AppError('unauthenticated', 'Sign in to see this.')

/**
 * The diagram, when the actor may do this with it. Errors: unauthenticated, not_found without the right to view,
 * forbidden with it but without the right asked for.
 */
export async function authorizeDiagram(asked: {
  actor: Actor
  diagramId: DiagramId
  action: DiagramAction
}): Promise<{ diagram: DiagramRow; access: DiagramAccess }> {
  const { actor, diagramId, action } = asked
  if (actor.type === 'anonymous') throw signInFirst()
  const diagram = await diagramRepo.find(diagramId, actor.type === 'user' ? actor.id : null)
  return authorizeRow({ actor, diagram, action })
}

/** The same decision over a row that has been read already. */
export function authorizeRow<Row extends DiagramRow>(asked: {
  actor: Actor
  diagram: Row | null
  action: DiagramAction
}): { diagram: Row; access: DiagramAccess } {
  const { actor, diagram, action } = asked
  const access = diagram && computeDiagramAccess(actor, { ...diagram, trashed: diagram.trashedAt !== null })
  if (access && action !== 'view') assertMayWrite(actor)
  assertAllowed(access, action)
  if (!diagram) throw new Error('an access without a diagram')
  return { diagram, access }
}

/** Who owns what they make, stars it and shares it: a person. */
export function assertUser(actor: Actor): asserts actor is Extract<Actor, { type: 'user' }> {
  if (actor.type !== 'user') throw signInFirst()
}

export function assertMayCreate(actor: Actor): asserts actor is Extract<Actor, { type: 'user' }> {
  assertUser(actor)
  assertMayWrite(actor)
}

function assertMayWrite(actor: Actor): void {
  if (!isViewerHere(actor)) return
  throw new AppError('forbidden', 'Your account is for viewing. Ask whoever runs this AutoGraph if you need to draw.')
}
