import type { ComponentStatus } from '@/lib/ops/health/component'
import { markup } from './html'
import { measureText } from './measure-text'
import { stateWords } from './state-icon'

const paddingPx = 6
/** White on each of them has at least 4.5:1. */
const colors: Record<ComponentStatus, string> = {
  up: '#17703a',
  degraded: '#8a5a00',
  down: '#b3261e',
  maintenance: '#6941c6',
  unknown: '#5c5852',
}

/** A picture for pages elsewhere: a name and how it is. */
export function renderBadge(label: string, status: ComponentStatus): string {
  const value = stateWords[status].toLowerCase()
  const labelPx = Math.ceil(measureText(label)) + 2 * paddingPx
  const valuePx = Math.ceil(measureText(value)) + 2 * paddingPx
  const widthPx = labelPx + valuePx
  return markup`<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="20" role="img" aria-label="${label}: ${value}">
<title>${label}: ${value}</title><clipPath id="r"><rect width="${widthPx}" height="20" rx="3"/></clipPath>
<g clip-path="url(#r)"><rect width="${labelPx}" height="20" fill="#3a3733"/><rect x="${labelPx}" width="${valuePx}" height="20" fill="${colors[status]}"/></g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11" text-anchor="middle">
<text x="${labelPx / 2}" y="14" textLength="${labelPx - 2 * paddingPx}" lengthAdjust="spacingAndGlyphs">${label}</text>
<text x="${labelPx + valuePx / 2}" y="14" textLength="${valuePx - 2 * paddingPx}" lengthAdjust="spacingAndGlyphs">${value}</text></g></svg>`
    .text
}
