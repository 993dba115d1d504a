import type { Actor } from '@/lib/core/actor'
import type { DiagramId } from '@/lib/core/ids'
import { authorizeDiagram } from './authorize-diagram'
import { diagramRepo } from './repo'

/** The newest picture of a diagram; `svg` null while there is none. */
export async function getThumbnail(asked: {
  actor: Actor
  diagramId: DiagramId
}): Promise<{ svg: string | null; etag: string }> {
  await authorizeDiagram({ ...asked, action: 'view' })
  const preview = await diagramRepo.findPreview(asked.diagramId)
  return { svg: preview?.svg ?? null, etag: `"p${preview?.documentClock ?? '-'}"` }
}
