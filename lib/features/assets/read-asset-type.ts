import { fileTypeFromBuffer } from 'file-type'
import { type AssetType, isAssetType } from './schema'

/** What the bytes are; null for anything that may not be uploaded. */
export async function readAssetType(bytes: Uint8Array): Promise<AssetType | null> {
  const found = await fileTypeFromBuffer(bytes)
  if (found && isAssetType(found.mime)) return found.mime
  // XML and text have no signature; the sanitizer decides whether it really is a drawing.
  const isText = !found || found.mime === 'application/xml'
  return isText && looksLikeSvg(bytes) ? 'image/svg+xml' : null
}

function looksLikeSvg(bytes: Uint8Array): boolean {
  const head = new TextDecoder().decode(bytes.subarray(0, 4096))
  return /^\ufeff?\s*(<\?xml[^>]*>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]/i.test(head)
}
