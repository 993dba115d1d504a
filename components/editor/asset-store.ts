import type { TLAssetId, TLAssetStore } from 'tldraw'
import { api } from '@/lib/client/api'
import type { AssetDto } from '@/lib/features/assets/schema'
import type { KeptFiles } from './content/kept-files'

/** Where uploaded files are served from. */
const assetPath = '/api/assets/'

/** An address the editor may load; anything from another origin stays unloaded. */
export function resolveAssetSrc(src: string | null): string | null {
  if (!src) return null
  return src.startsWith(assetPath) || /^(data:(image|video)\/|blob:)/.test(src) ? src : null
}

/**
 * Keeps the images of a diagram on our own server. One that waits for its upload is shown from what this browser keeps of
 * it. The same object is used as long as the diagram is open.
 */
export function createAssetStore(diagramId: string, kept: Pick<KeptFiles, 'find'>): TLAssetStore {
  const shown = new Map<TLAssetId, string>()
  async function showKept(id: TLAssetId): Promise<string | null> {
    const file = shown.has(id) ? null : await kept.find(id).catch(() => null)
    if (file) shown.set(id, URL.createObjectURL(file))
    return shown.get(id) ?? null
  }
  return {
    async upload(_asset, file, signal) {
      const form = new FormData()
      form.set('diagramId', diagramId)
      form.set('file', file)
      const { url } = await api.post<AssetDto>('/api/assets', form, { signal })
      return { src: url }
    },
    resolve: (asset) => (asset.props.src ? resolveAssetSrc(asset.props.src) : showKept(asset.id)),
  }
}
