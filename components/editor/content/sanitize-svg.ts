import type { DOMPurify } from 'dompurify'

/** An address inside an SVG that stays inside: a part of itself or embedded data of an image. */
const isInside = (address: string) => /^\s*(#|data:image\/(png|jpeg|gif|webp);)/i.test(address)

/** `url(…)` and `@import` of anything but a part of the drawing itself. */
const hasForeignCss = (css: string) =>
  /@import|\\|expression\s*\(/i.test(css) ||
  [...css.matchAll(/url\(\s*['"]?([^'")]*)/gi)].some(([, to]) => !isInside(to ?? ''))

/**
 * The drawing without anything that runs, or reaches out of it. Null when nothing is left. The server does the same to what
 * is uploaded; here it protects the page itself, before the drawing is parsed or measured in it.
 */
export function sanitizeSvg(text: string, purify: DOMPurify): string | null {
  purify.addHook('uponSanitizeAttribute', (_node, data) => {
    const isLink = /(^|:)(href|src)$/i.test(data.attrName)
    if (isLink && !isInside(data.attrValue)) data.keepAttr = false
    if (!isLink && hasForeignCss(data.attrValue) && /url\(|style/i.test(`${data.attrName}${data.attrValue}`))
      data.keepAttr = false
  })
  purify.addHook('uponSanitizeElement', (node, data) => {
    if (data.tagName === 'style' && hasForeignCss(node.textContent ?? '')) node.parentNode?.removeChild(node)
  })
  try {
    const fragment = purify.sanitize(text, {
      USE_PROFILES: { svg: true, svgFilters: true },
      ADD_TAGS: ['use'],
      FORBID_TAGS: ['foreignObject', 'a', 'animate', 'set'],
      RETURN_DOM_FRAGMENT: true,
    })
    const svg = fragment.querySelector('svg')
    return svg ? new XMLSerializer().serializeToString(svg) : null
  } finally {
    purify.removeAllHooks()
  }
}
