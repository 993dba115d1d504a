import type { AssetId, DiagramId } from '@/lib/core/ids'
import { getObjectStore } from '@/lib/platform/objects/get-object-store'
import { readImageSize } from './read-image-size'
import { assetRepo } from './repo'
import { isAssetType } from './schema'

/** What a thumbnail may unpack: more is a placeholder, so that a small file that is a huge image harms nobody. */
const maxBytes = 5 * 1024 * 1024
const maxPixels = 16_000_000
const drawable = new Set(['image/png', 'image/jpeg', 'image/gif'])

/**
 * Data URLs of the images that a picture of the diagram shows, by id, for `renderThumbnail`. Only those that belong to the
 * diagram; who may see the picture has been decided by the caller.
 */
export async function loadPictureImages(diagramId: DiagramId, ids: readonly string[]): Promise<Map<string, string>> {
  const images = new Map<string, string>()
  for (const { id, contentType, sizeBytes } of await assetRepo.listLinked(diagramId, ids)) {
    if (!drawable.has(contentType) || !isAssetType(contentType) || sizeBytes > maxBytes) continue
    const stream = await getObjectStore().get('uploads', id as AssetId)
    if (!stream) continue
    const bytes = new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer())
    const size = readImageSize(bytes, contentType)
    if (!size || size.width * size.height > maxPixels) continue
    images.set(id, `data:${contentType};base64,${Buffer.from(bytes).toString('base64')}`)
  }
  return images
}
