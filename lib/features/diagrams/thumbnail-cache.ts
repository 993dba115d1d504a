import { LRUCache } from 'lru-cache'
import type { DiagramId } from '@/lib/core/ids'
import { remember } from '@/lib/platform/remember'
import { loadPictureImages } from '../assets/load-picture-images'
import { listPictureImages } from '../documents/render/thumbnail/frame-picture'
import { renderThumbnail } from '../documents/render/thumbnail/render-thumbnail'

const maxCachedBytes = 64 * 1024 * 1024

type Bytes = Uint8Array<ArrayBuffer>

interface Drawing {
  diagramId: DiagramId
  svg: string
  theme: 'light' | 'dark'
}

/** Asked for the same picture twice at once, it draws it once. */
const getCache = () =>
  remember(
    'diagrams.thumbnails',
    () =>
      new LRUCache<string, Bytes, Drawing>({
        maxSize: maxCachedBytes,
        sizeCalculation: (bytes) => bytes.byteLength,
        fetchMethod: (_key, _stale, { context }) => draw(context),
      }),
  )

async function draw({ diagramId, svg, theme }: Drawing): Promise<Bytes> {
  const images = await loadPictureImages(diagramId, listPictureImages(svg))
  return new Uint8Array(await renderThumbnail({ svg, theme, images }))
}

/** `key` names one state of one diagram in one theme. */
export const drawThumbnail = (key: string, drawing: Drawing): Promise<Bytes> =>
  getCache().forceFetch(key, { context: drawing })
