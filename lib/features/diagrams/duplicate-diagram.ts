import type { Actor } from '@/lib/core/actor'
import { type DiagramId, newId } from '@/lib/core/ids'
import { count } from '@/lib/platform/metrics/metrics'
import { decideTeamAction } from '../teams/policy'
import { assertMayCreate, authorizeDiagram } from './authorize-diagram'
import { moveDiagram } from './move-diagram'
import { presentDiagram } from './present'
import { copyDiagramRows } from './repo-copy'
import type { DiagramDto } from './schema'

const maxTitleLength = 200

/** "Plan" becomes "Plan (copy)", cut so that it stays a valid title. */
export function computeCopyTitle(title: string): string {
  const suffix = ' (copy)'
  const kept = title.slice(0, maxTitleLength - suffix.length)
  const halfCharacter = /[\uD800-\uDBFF]$/
  return kept.replace(halfCharacter, '').trimEnd() + suffix
}

/**
 * The actor's own copy of what is durable now: content, picture and links to its assets; not members, stars or views. In the
 * same team, when the actor may add to it.
 */
export async function duplicateDiagram(asked: { actor: Actor; diagramId: DiagramId }): Promise<DiagramDto> {
  const { actor, diagramId } = asked
  const { diagram } = await authorizeDiagram({ actor, diagramId, action: 'view' })
  assertMayCreate(actor)
  const copyId = newId<DiagramId>()
  await copyDiagramRows({
    from: diagramId,
    to: copyId,
    title: computeCopyTitle(diagram.title),
    ownerId: actor.id,
  })
  count('diagram_service_diagrams_created_total', {})
  const { teamId, teamRole } = diagram
  if (teamId && decideTeamAction(teamRole, 'contribute')) await moveDiagram({ actor, diagramId: copyId, teamId })
  return presentDiagram(await authorizeDiagram({ actor, diagramId: copyId, action: 'view' }))
}
