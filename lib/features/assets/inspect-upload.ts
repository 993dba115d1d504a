import { createHash } from 'node:crypto'
import { AppError } from '@/lib/core/errors'
import type { AssetId } from '@/lib/core/ids'
import type { ObjectBody } from '@/lib/platform/objects/object-store'
import type { Spooled } from '@/lib/platform/objects/spool'
import { readAssetType } from './read-asset-type'
import { type ImageSize, readImageSize } from './read-image-size'
import { type AssetType, isRaster, maxImagePixels, maxImageSide, maxSvgBytes } from './schema'
import { getSvgCleaner } from './svg/svg-cleaner'

/** What an upload turned out to be, as it will be kept. */
export interface Inspected {
  id: AssetId
  contentType: AssetType
  sizeBytes: number
  size: ImageSize | null
  /** From the start with each call. */
  open(): ObjectBody
}

/** In photographs the size may come after an embedded profile, preview and history. */
const headBytes = 4 * 1024 * 1024

/** Errors: unsupported_media_type, payload_too_large, invalid_input, unavailable. */
export async function inspectUpload(file: Spooled): Promise<Inspected> {
  const head = await file.readHead(headBytes)
  const contentType = await readAssetType(head)
  if (!contentType) throw unsupported()
  if (contentType === 'image/svg+xml') return inspectSvg(file)
  const size = readImageSize(head, contentType)
  if (isRaster(contentType)) assertUnpackable(size)
  return { id: file.sha256 as AssetId, contentType, sizeBytes: file.sizeBytes, size, open: file.read }
}

/** A small file can say that it is a picture of many gigabytes: whoever opened the diagram would unpack it. */
function assertUnpackable(size: ImageSize | null): void {
  if (!size) throw new AppError('invalid_input', 'This picture does not say how large it is. It may be damaged.')
  const { width, height } = size
  if (width <= maxImageSide && height <= maxImageSide && width * height <= maxImagePixels) return
  const given = `${width.toLocaleString('en')} × ${height.toLocaleString('en')}`
  throw new AppError(
    'invalid_input',
    `This picture has ${given} pixels. ${maxImagePixels / 1_000_000} megapixels and ${maxImageSide.toLocaleString('en')} on a side are the most.`,
  )
}

async function inspectSvg(file: Spooled): Promise<Inspected> {
  if (file.sizeBytes > maxSvgBytes) {
    throw new AppError('payload_too_large', 'An SVG drawing may have at most 5 MB. Nothing was stored.')
  }
  const text = new TextDecoder().decode(await file.readHead(maxSvgBytes))
  const clean = await getSvgCleaner().clean(text)
  if (clean === null) throw unsupported()
  const bytes = new TextEncoder().encode(clean)
  const id = createHash('sha256').update(bytes).digest('hex') as AssetId
  return { id, contentType: 'image/svg+xml', sizeBytes: bytes.byteLength, size: null, open: () => bytes }
}

const unsupported = () =>
  new AppError(
    'unsupported_media_type',
    'This kind of file cannot be added. PNG, JPEG, GIF, WebP and SVG images and MP4 and WebM videos can.',
  )
