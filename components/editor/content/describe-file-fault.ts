export const maxAssetBytes = 25 * 1024 * 1024

export const videoTypes: readonly string[] = ['video/mp4', 'video/webm']

/** What can be placed on the canvas, as the browser names it; the server looks at the bytes again. */
const types: readonly string[] = [
  'image/png',
  'image/apng',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/svg+xml',
  ...videoTypes,
]

/** Why a file cannot be placed, as a sentence; null when it can. */
export function describeFileFault(file: { name: string; size: number; type: string }): string | null {
  if (!types.includes(file.type)) {
    return `${file.name} is not a PNG, JPEG, GIF, WebP or SVG image, nor an MP4 or WebM video.`
  }
  if (file.size > maxAssetBytes) {
    return `${file.name} has ${Math.ceil(file.size / 1024 / 1024)} MB; 25 MB is the most.`
  }
  return file.size === 0 ? `${file.name} is empty.` : null
}
