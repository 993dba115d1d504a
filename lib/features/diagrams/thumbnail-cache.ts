import { LRUCache } from 'lru-cache'
import { remember } from '@/lib/platform/remember'
import { renderThumbnail, type ThumbnailInput } from '../documents/render/thumbnail/render-thumbnail'

const maxCachedBytes = 64 * 1024 * 1024

type Bytes = Uint8Array<ArrayBuffer>

/** Asked for the same picture twice at once, it draws it once. */
const getCache = () =>
  remember(
    'diagrams.thumbnails',
    () =>
      new LRUCache<string, Bytes, ThumbnailInput>({
        maxSize: maxCachedBytes,
        sizeCalculation: (bytes) => bytes.byteLength,
        fetchMethod: async (_key, _stale, { context }) => new Uint8Array(await renderThumbnail(context)),
      }),
  )

/** `key` names one state of one diagram in one theme. */
export const drawThumbnail = (key: string, input: ThumbnailInput): Promise<Bytes> =>
  getCache().forceFetch(key, { context: input })
