import { createHash } from 'node:crypto'
import { JSDOM } from 'jsdom'
import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import type { AssetId, DiagramId } from '@/lib/core/ids'
import { getObjectStore } from '@/lib/platform/objects/get-object-store'
import { remember } from '@/lib/platform/remember'
import { authorizeDiagram } from '../diagrams/authorize-diagram'
import { sanitizeSvg } from './pure/sanitize-svg'
import { readAssetType } from './read-asset-type'
import { readImageSize } from './read-image-size'
import { assetRepo } from './repo'
import { type AssetDto, type AssetType, assetUrl, maxAssetBytes } from './schema'

/**
 * Keeps an uploaded file for a diagram. The same bytes are kept once, whoever uploads them. Errors: unauthenticated,
 * not_found and forbidden as for the diagram, payload_too_large, unsupported_media_type.
 */
export async function storeAsset(upload: { actor: Actor; diagramId: DiagramId; bytes: Uint8Array }): Promise<AssetDto> {
  const { actor, diagramId } = upload
  await authorizeDiagram({ actor, diagramId, action: 'edit' })
  if (upload.bytes.byteLength > maxAssetBytes) {
    throw new AppError('payload_too_large', 'A file may have at most 25 MB. Nothing was stored.')
  }
  const contentType = await readAssetType(upload.bytes)
  if (!contentType) throw unsupported()
  const bytes = contentType === 'image/svg+xml' ? cleanSvg(upload.bytes) : upload.bytes
  const id = createHash('sha256').update(bytes).digest('hex') as AssetId

  // The object first: a row never promises bytes that are not there.
  const store = getObjectStore()
  if (!(await store.head('uploads', id))) await store.put('uploads', id, bytes)
  const uploaderId = actor.type === 'user' ? actor.id : null
  await assetRepo.save({ id, contentType, sizeBytes: bytes.byteLength, uploaderId }, diagramId)
  return present(id, contentType, bytes)
}

function present(id: AssetId, contentType: AssetType, bytes: Uint8Array): AssetDto {
  const size = readImageSize(bytes, contentType)
  return { id, url: assetUrl(id), contentType, sizeBytes: bytes.byteLength, ...(size ?? {}) }
}

function cleanSvg(bytes: Uint8Array): Uint8Array {
  const { window } = remember('assets.window', () => new JSDOM(''))
  const clean = sanitizeSvg(new TextDecoder().decode(bytes), window)
  if (clean === null) throw unsupported()
  return new TextEncoder().encode(clean)
}

const unsupported = () =>
  new AppError(
    'unsupported_media_type',
    'This kind of file cannot be added. PNG, JPEG, GIF, WebP and SVG images and MP4 and WebM videos can.',
  )
