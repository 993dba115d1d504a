export interface Box {
  x: number
  y: number
  width: number
  height: number
}

export interface Camera {
  x: number
  y: number
  /** Zoom: screen pixels per page pixel. */
  z: number
}

/** Room for the floating bars above and the toolbar below, in screen pixels. */
export const fitInsets = { top: 104, right: 24, bottom: 112, left: 24 }

/** The smallest zoom of the editor. */
export const minZoom = 0.05

/**
 * The camera that shows a part of the page whole and centred, never larger than life. The picture that is on screen before
 * the editor is laid out by CSS to the same numbers (`preview-layer.tsx`), so that nothing jumps when the editor takes over.
 */
export function computeFitCamera(bounds: Box, viewport: { width: number; height: number }): Camera {
  const width = viewport.width - fitInsets.left - fitInsets.right
  const height = viewport.height - fitInsets.top - fitInsets.bottom
  const z = Math.max(minZoom, Math.min(1, width / bounds.width, height / bounds.height))
  return {
    x: (fitInsets.left + width / 2) / z - bounds.x - bounds.width / 2,
    y: (fitInsets.top + height / 2) / z - bounds.y - bounds.height / 2,
    z,
  }
}

/** Where a picture lies on its page: its `viewBox`; null when it has none or shows nothing. */
export function parseViewBox(svg: string): Box | null {
  const numbers = /^<svg[^>]*\sviewBox="([^"]*)"/
    .exec(svg.trimStart())?.[1]
    ?.trim()
    .split(/[\s,]+/)
    .map(Number)
  if (numbers?.length !== 4 || !numbers.every(Number.isFinite)) return null
  const [x, y, width, height] = numbers as [number, number, number, number]
  return width > 0 && height > 0 ? { x, y, width, height } : null
}
