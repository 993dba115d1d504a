import type { AssetId } from '@/lib/core/ids'
import { type AssetType, isRaster } from '../schema'

export interface AssetPresentation {
  contentType: AssetType
  /** Opened as a page: pictures made of pixels are shown, anything else is saved. */
  kind: 'inline' | 'attachment'
  /** Its own name is not kept: the same bytes may be somebody else's file under another. */
  fileName: string
  contentSecurityPolicy: string
}

const endings: Record<AssetType, string> = {
  'image/png': 'png',
  'image/apng': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/svg+xml': 'svg',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
}

/** Nothing in an upload may run or fetch, however it is opened; a drawing may use its own styles and embedded pictures. */
const sandbox = "sandbox; default-src 'none'"

export function presentAssetFile(id: AssetId, contentType: AssetType): AssetPresentation {
  return {
    contentType,
    kind: isRaster(contentType) ? 'inline' : 'attachment',
    fileName: `autograph-${id.slice(0, 12)}.${endings[contentType]}`,
    contentSecurityPolicy:
      contentType === 'image/svg+xml' ? `${sandbox}; style-src 'unsafe-inline'; img-src data:` : sandbox,
  }
}
