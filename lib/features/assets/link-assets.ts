import type { Actor } from '@/lib/core/actor'
import type { AssetId, DiagramId } from '@/lib/core/ids'
import { authorizeDiagram } from '../diagrams/authorize-diagram'
import { mayViewAsset } from './open-asset'
import { assetRepo } from './repo'

/**
 * Lets everyone who may view the diagram see these assets: for shapes pasted from another diagram, whose files are stored
 * already. Assets that the actor may not see are left out, so that knowing an id gives nobody a file.
 */
export async function linkAssets(asked: {
  actor: Actor
  diagramId: DiagramId
  assetIds: readonly AssetId[]
}): Promise<void> {
  const { actor, diagramId } = asked
  await authorizeDiagram({ actor, diagramId, action: 'edit' })
  const seen: AssetId[] = []
  for (const id of new Set(asked.assetIds)) if (await mayViewAsset(actor, id)) seen.push(id)
  if (seen.length > 0) await assetRepo.link(diagramId, seen)
}
