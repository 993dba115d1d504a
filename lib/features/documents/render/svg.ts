import type { Matrix } from './geometry/matrix'
import type { Point } from './geometry/point'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Printable ASCII that means nothing to XML: most of what we write, and quick to tell. */
const harmless = /^[ !#-%(-;=?-~]*$/

/** Text that is safe inside an element or a quoted attribute; characters that XML forbids are dropped. */
export function escapeXml(text: string): string {
  if (harmless.test(text)) return text
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids exactly these.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
      .replace(/[&<>"']/g, (character) => escapes[character] ?? '')
  )
}

/** A coordinate with two decimals at most, never `NaN` or an exponent. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return '0'
  const hundredths = Math.round(value * 100)
  return hundredths === 0 || Math.abs(hundredths) > 1e17 ? '0' : `${hundredths / 100}`
}

export const formatPoint = ({ x, y }: Point): string => `${formatNumber(x)},${formatNumber(y)}`

export type Attributes = Record<string, string | number | undefined>

export function element(name: string, attributes: Attributes, children?: string): string {
  let written = ''
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined) continue
    written += ` ${key}="${typeof value === 'number' ? formatNumber(value) : escapeXml(value)}"`
  }
  return children === undefined ? `<${name}${written}/>` : `<${name}${written}>${children}</${name}>`
}

/** `undefined` for the identity, so that no attribute is written. */
export function formatMatrix({ a, b, c, d, e, f }: Matrix): string | undefined {
  if (b === 0 && c === 0 && a === 1 && d === 1) {
    return e === 0 && f === 0 ? undefined : `translate(${formatNumber(e)} ${formatNumber(f)})`
  }
  const linear = [a, b, c, d].map((value) => String(Math.round(value * 1e5) / 1e5))
  return `matrix(${linear.join(' ')} ${formatNumber(e)} ${formatNumber(f)})`
}
