interface Frame {
  width: number
  height: number
}

/** Smaller drawings are not blown up: this many page pixels are shown at least. */
const minShownWidth = 480

/**
 * The same picture with a viewBox of the frame's proportions around it. An image whose bytes are not given is left out, since
 * nothing outside of a picture can be fetched while it is drawn.
 */
export function framePicture(svg: string, frame: Frame, images: ReadonlyMap<string, string>): string {
  const viewBox = /viewBox="([-\d. ]+)"/.exec(svg)?.[1]?.split(' ').map(Number) ?? []
  const [x = 0, y = 0, w = 400, h = 300] = viewBox
  const ratio = frame.width / frame.height
  const shownW = Math.max(w, h * ratio, minShownWidth)
  const shownH = shownW / ratio
  const shown = [x - (shownW - w) / 2, y - (shownH - h) / 2, shownW, shownH].map(
    (value) => Math.round(value * 100) / 100,
  )
  return svg
    .replace(/^<svg\b[^>]*>/, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${shown.join(' ')}">`)
    .replace(/<image href="(\/api\/assets\/([0-9a-f]{64}))"/g, (_, _href: string, id: string) => {
      const data = images.get(id)
      return `<image href="${data ?? 'data:,'}"`
    })
}

/** The uploads that a picture shows. */
export function listPictureImages(svg: string): string[] {
  return [...new Set([...svg.matchAll(/<image href="\/api\/assets\/([0-9a-f]{64})"/g)].map((match) => match[1]!))]
}
