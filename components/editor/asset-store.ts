import type { TLAssetStore } from 'tldraw'
import { api } from '@/lib/client/api'

/** Where an uploaded file is served from. */
const assetPath = '/api/assets/'

/** An address the editor may load; anything from another origin stays unloaded. */
export function resolveAssetSrc(src: string | null): string | null {
  if (!src) return null
  return src.startsWith(assetPath) || /^(data:image\/|blob:)/.test(src) ? src : null
}

/** Keeps the images of a diagram on our own server. The same object is used as long as the diagram is open. */
export function createAssetStore(diagramId: string): TLAssetStore {
  return {
    async upload(_asset, file, signal) {
      const form = new FormData()
      form.set('diagramId', diagramId)
      form.set('file', file)
      const { id } = await api.post<{ id: string }>('/api/assets', form, { signal })
      return { src: assetPath + id }
    },
    resolve: (asset) => resolveAssetSrc(asset.props.src),
  }
}
