import type { AssetType } from './schema'

export interface ImageSize {
  width: number
  height: number
}

/** The size an image says it has, in pixels; null when it does not say. The start of the file is enough. */
export function readImageSize(bytes: Uint8Array, type: AssetType): ImageSize | null {
  try {
    const size = readers[type]?.(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    return size && size.width > 0 && size.height > 0 ? size : null
  } catch {
    // A RangeError: the file ends before its header does.
    return null
  }
}

/** The header comes first, or a decoder would take another size than we do. */
function readPng(view: DataView): ImageSize | null {
  const isHeader = view.getUint32(12) === 0x49484452 // 'IHDR'
  return isHeader ? { width: view.getUint32(16), height: view.getUint32(20) } : null
}

/** Walks the segments to the one that starts a frame; ITU T.81, table B.1. */
function readJpeg(view: DataView): ImageSize | null {
  let at = 2
  while (view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1)
    const startsFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (startsFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    if (marker === 0xff)
      at += 1 // fill
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7))
      at += 2 // stands alone
    else at += 2 + view.getUint16(at + 2)
  }
  return null
}

/** The screen, or the first picture where that is larger: browsers make room for it. */
function readGif(view: DataView): ImageSize | null {
  const screen = { width: view.getUint16(6, true), height: view.getUint16(8, true) }
  let at = 13 + readGifTableBytes(view.getUint8(10))
  while (view.getUint8(at) === 0x21) {
    at += 2
    for (let block = view.getUint8(at); block !== 0; block = view.getUint8(at)) at += 1 + block
    at += 1
  }
  if (view.getUint8(at) !== 0x2c) return null
  const width = view.getUint16(at + 1, true) + view.getUint16(at + 5, true)
  const height = view.getUint16(at + 3, true) + view.getUint16(at + 7, true)
  return { width: Math.max(screen.width, width), height: Math.max(screen.height, height) }
}

const readGifTableBytes = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)

/** The three forms a WebP file begins with. */
function readWebp(view: DataView): ImageSize | null {
  const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
  switch (view.getUint32(12)) {
    case 0x56503820: // 'VP8 '
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    case 0x5650384c: {
      // 'VP8L'
      const bits = view.getUint32(21, true)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 0x56503858: // 'VP8X'
      return { width: uint24(24) + 1, height: uint24(27) + 1 }
    default:
      return null
  }
}

const readers: Partial<Record<AssetType, (view: DataView) => ImageSize | null>> = {
  'image/png': readPng,
  'image/apng': readPng,
  'image/gif': readGif,
  'image/jpeg': readJpeg,
  'image/webp': readWebp,
}
