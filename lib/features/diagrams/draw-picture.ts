import { LRUCache } from 'lru-cache'
import { remember } from '@/lib/platform/remember'
import { renderThumbnail, type ThumbnailInput } from '../documents/render/thumbnail/render-thumbnail'

const maxCachedBytes = 64 * 1024 * 1024

type Bytes = Uint8Array<ArrayBuffer>
type Prepare = () => Promise<ThumbnailInput>

/** Asked for the same picture twice at once, it draws it once. */
const getCache = () =>
  remember(
    'diagrams.pictures',
    () =>
      new LRUCache<string, Bytes, Prepare>({
        maxSize: maxCachedBytes,
        sizeCalculation: (bytes) => bytes.byteLength,
        fetchMethod: async (_key, _stale, { context: prepare }) =>
          new Uint8Array(await renderThumbnail(await prepare())),
      }),
  )

/** A picture as PNG. `key` names one state of one drawing in one theme; `prepare` runs when it is not known yet. */
export const drawPicture = (key: string, prepare: Prepare): Promise<Bytes> =>
  getCache().forceFetch(key, { context: prepare })
