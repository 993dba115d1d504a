import { renderAsync } from '@resvg/resvg-js'
import { AppError } from '@/lib/core/errors'
import { readAssetType } from '../assets/read-asset-type'
import { readImageSize } from '../assets/read-image-size'
import { avatarSide } from './schema'

/** What unpacks to more is refused before anything is unpacked. */
const maxPixels = 16_000_000
const drawable = ['image/png', 'image/jpeg', 'image/gif'] as const

/**
 * The middle square of a picture as a small PNG. It is painted anew, so that nothing of the file is kept but its pixels: no
 * place where it was taken, nothing hidden behind it. Errors: unsupported_media_type, invalid_input.
 */
export async function drawAvatar(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const found = await readAssetType(bytes)
  const type = drawable.find((one) => one === found)
  if (!type) throw new AppError('unsupported_media_type', 'Choose a PNG, JPEG or GIF picture.')
  const size = readImageSize(bytes, type)
  if (!size) throw damaged()
  if (size.width * size.height > maxPixels) {
    throw new AppError('invalid_input', `This picture is too large. ${maxPixels / 1_000_000} megapixels are the most.`)
  }
  const href = `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
  const square = `width="${avatarSide}" height="${avatarSide}"`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${square}><image ${square} preserveAspectRatio="xMidYMid slice" href="${href}"/></svg>`
  const image = await renderAsync(svg, { font: { loadSystemFonts: false }, logLevel: 'off' })
  if (!hasPaint(image.pixels)) throw damaged()
  return Uint8Array.from(image.asPng())
}

/** A picture that cannot be decoded leaves the square empty. */
function hasPaint(rgba: Uint8Array): boolean {
  for (let at = 3; at < rgba.length; at += 4) if (rgba[at] !== 0) return true
  return false
}

const damaged = () => new AppError('invalid_input', 'This picture could not be read. It may be damaged.')
