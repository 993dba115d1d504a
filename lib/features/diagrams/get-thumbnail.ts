import type { Actor } from '@/lib/core/actor'
import type { DiagramId } from '@/lib/core/ids'
import { loadPictureImages } from '../assets/load-picture-images'
import { listPictureImages } from '../documents/render/thumbnail/frame-picture'
import { authorizeDiagram } from './authorize-diagram'
import { drawPicture } from './draw-picture'
import { diagramRepo } from './repo'

export interface Picture {
  bytes: Uint8Array<ArrayBuffer>
  contentType: 'image/png' | 'image/svg+xml'
}

/** Stands for a diagram that nobody has drawn in yet. */
const placeholder: Picture = {
  contentType: 'image/svg+xml',
  bytes: new TextEncoder().encode(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><g fill="none" stroke="#8a857c" stroke-opacity=".45" stroke-width="2"><rect x="132" y="118" width="52" height="36" rx="6"/><rect x="216" y="146" width="52" height="36" rx="6"/><path d="M184 136h12a8 8 0 0 1 8 8v12a8 8 0 0 0 8 8h4"/></g></svg>',
  ),
}

/** The newest picture of a diagram. Drawing it takes time, so that is left until the caller knows that it is needed. */
export async function getThumbnail(asked: {
  actor: Actor
  diagramId: DiagramId
  theme: 'light' | 'dark'
}): Promise<{ etag: string; draw: () => Promise<Picture> }> {
  const { actor, diagramId, theme } = asked
  await authorizeDiagram({ actor, diagramId, action: 'view' })
  const preview = await diagramRepo.findPreview(diagramId)
  if (!preview) return { etag: '"none"', draw: async () => placeholder }
  const { svg, documentClock } = preview
  const prepare = async () => ({ svg, theme, images: await loadPictureImages(diagramId, listPictureImages(svg)) })
  return {
    etag: `"${documentClock}-${theme}"`,
    draw: async () => ({
      contentType: 'image/png',
      bytes: await drawPicture(`${diagramId}-${documentClock}-${theme}`, prepare),
    }),
  }
}
