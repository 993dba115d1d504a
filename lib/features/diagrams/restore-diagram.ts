import type { Actor } from '@/lib/core/actor'
import type { DiagramId } from '@/lib/core/ids'
import { authorizeDiagram } from './authorize-diagram'
import { presentDiagram } from './present'
import { diagramRepo } from './repo'
import type { DiagramDto } from './schema'

/** Takes a diagram out of the trash, for its members too; one that is not in it stays as it is. */
export async function restoreDiagram(asked: { actor: Actor; diagramId: DiagramId }): Promise<DiagramDto> {
  const { diagram, access } = await authorizeDiagram({ ...asked, action: 'manage' })
  if (diagram.trashedAt) await diagramRepo.setTrashed(diagram.id, null)
  return presentDiagram({ diagram: { ...diagram, trashedAt: null }, access })
}
