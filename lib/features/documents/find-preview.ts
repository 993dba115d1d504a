import type { DiagramId } from '@/lib/core/ids'
import { findPreviewSvg } from './repo/preview'

/**
 * The newest picture of a document, as SVG text that follows the colour scheme of the page it stands in; null while there
 * is none. The caller has decided that the actor may see it.
 */
export async function findPreview(diagramId: DiagramId): Promise<string | null> {
  return await findPreviewSvg(diagramId)
}
