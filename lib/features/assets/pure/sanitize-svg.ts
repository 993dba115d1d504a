import createPurifier from 'dompurify'

/** The parts of a browser's window that are needed; the browser hands in its own, the server one of jsdom. */
export type SanitizerWindow = NonNullable<Parameters<typeof createPurifier>[0]> & {
  DOMParser: typeof DOMParser
  XMLSerializer: typeof XMLSerializer
}

const localReference = /^\s*#/
const embeddedImage = /^\s*data:image\/(png|jpeg|gif|webp);base64,[0-9A-Za-z+/=\s]*$/i
const references = new Set(['href', 'xlink:href', 'src'])
/** Any url(…) that does not point into the drawing itself; CSS escapes could hide one, so they count as well. */
const foreignUrl = /url\s*\(\s*(?!\s*['"]?\s*#)|\\|@import|image-set|src\s*\(/i

/**
 * The same drawing without anything that runs, reaches out or shows other documents: scripts, handlers, foreignObject,
 * links, references to anything outside of it, in attributes and in CSS. Null when it is no SVG.
 */
export function sanitizeSvg(text: string, window: SanitizerWindow): string | null {
  // Entities can blow up while parsing; no drawing needs its own.
  if (/<!ENTITY/i.test(text)) return null
  const parsed = new window.DOMParser().parseFromString(text, 'image/svg+xml')
  const root = parsed.documentElement
  if (root.namespaceURI !== 'http://www.w3.org/2000/svg' || root.localName !== 'svg') return null
  if (parsed.getElementsByTagName('parsererror').length > 0) return null

  const purifier = createPurifier(window)
  purifier.addHook('uponSanitizeElement', (node) => {
    if (node.nodeName.toLowerCase() === 'style' && foreignUrl.test(node.textContent ?? '')) node.textContent = ''
  })
  purifier.addHook('uponSanitizeAttribute', (_, attribute) => {
    const { attrName, attrValue } = attribute
    if (references.has(attrName)) attribute.keepAttr = localReference.test(attrValue) || embeddedImage.test(attrValue)
    else if (foreignUrl.test(attrValue)) attribute.keepAttr = false
  })
  purifier.sanitize(root, {
    IN_PLACE: true,
    USE_PROFILES: { svg: true, svgFilters: true },
    ADD_TAGS: ['use', 'style'],
    FORBID_TAGS: [
      'a',
      'foreignobject',
      'foreignObject',
      'script',
      'animate',
      'set',
      'animatemotion',
      'animatetransform',
    ],
    ADD_ATTR: ['xlink:href', 'href'],
  })
  return new window.XMLSerializer().serializeToString(root)
}
