export const maxAssetBytes = 25 * 1024 * 1024

/** What can be placed on the canvas; the server looks at the bytes again. */
export const imageTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/svg+xml'] as const

/** Why a file cannot be placed, as a sentence; null when it can. */
export function describeFileFault(file: { name: string; size: number; type: string }): string | null {
  if (!imageTypes.some((type) => type === file.type)) {
    return `${file.name} is not a PNG, JPEG, GIF, WebP or SVG image.`
  }
  if (file.size > maxAssetBytes) {
    return `${file.name} has ${Math.ceil(file.size / 1024 / 1024)} MB; an image may have 25 MB at most.`
  }
  return file.size === 0 ? `${file.name} is empty.` : null
}
