import type { TLAssetStore } from 'tldraw'
import { api } from '@/lib/client/api'
import type { AssetDto } from '@/lib/features/assets/schema'

/** Where uploaded files are served from. */
const assetPath = '/api/assets/'

/** An address the editor may load; anything from another origin stays unloaded. */
export function resolveAssetSrc(src: string | null): string | null {
  if (!src) return null
  return src.startsWith(assetPath) || /^(data:(image|video)\/|blob:)/.test(src) ? src : null
}

/** Keeps the images of a diagram on our own server. The same object is used as long as the diagram is open. */
export function createAssetStore(diagramId: string): TLAssetStore {
  return {
    async upload(_asset, file, signal) {
      const form = new FormData()
      form.set('diagramId', diagramId)
      form.set('file', file)
      const { url } = await api.post<AssetDto>('/api/assets', form, { signal })
      return { src: url }
    },
    resolve: (asset) => resolveAssetSrc(asset.props.src),
  }
}
