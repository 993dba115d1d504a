import { Resvg } from '@resvg/resvg-js'

/** The smallest files of each kind, and some that say more than they are. */

export const drawPng = (size: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(new Resvg(`<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="7"/>`).render().asPng())

/** A PNG as far as its header tells. */
export function makePng(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = drawPng(9)
  const view = new DataView(bytes.buffer)
  view.setUint32(16, width)
  view.setUint32(20, height)
  return bytes
}

export const textFile = (text: string) => new TextEncoder().encode(text)
export const gif = Uint8Array.from(Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'))
export const webp = Uint8Array.from(Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64'))
export const jpeg = Uint8Array.from([
  0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xc0, 0, 11, 8, 0, 3, 0, 5,
  1, 1, 0x11, 0,
])
export const mp4 = textFile('\0\0\0 ftypisom\0\0\0\0isomiso2avc1mp41')
export const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><circle r="3"/></svg>'
