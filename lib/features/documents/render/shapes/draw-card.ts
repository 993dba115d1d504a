import type { Canvas } from '../canvas'
import type { Bounds } from '../geometry/bounds'
import { element, escapeXml } from '../svg'
import { drawText } from '../text/draw-text'
import { layoutText } from '../text/layout-text'
import { paragraphsOfText } from '../text/rich-text'

/** Line icons on a 24 × 24 grid. */
const icons = {
  image: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01',
  video: 'M4 6h16v12H4zM10 9.5v5l4.5-2.5z',
  link: 'M10 14a4 4 0 0 0 6 .4l2.6-2.6a4 4 0 0 0-5.6-5.6L11.6 7.6M14 10a4 4 0 0 0-6-.4l-2.6 2.6a4 4 0 0 0 5.6 5.6l1.4-1.4',
  embed: 'M9 8l-4 4 4 4M15 8l4 4-4 4',
} as const

interface Card {
  id: string
  bounds: Bounds
  icon: keyof typeof icons
  title: string
}

/** Stands for what a picture cannot show: media, pages of other sites, images that are not at hand. */
export function drawCard({ bounds, icon, title }: Card, canvas: Canvas): string {
  const { w, h } = bounds
  const { paint } = canvas
  const size = Math.max(8, Math.min(40, w / 4, h / 3))
  const hasTitle = title !== '' && h > 70 && w > 90
  const iconY = h / 2 - size / 2 - (hasTitle ? 16 : 0)
  const symbol = element('path', {
    d: icons[icon],
    transform: `translate(${w / 2 - size / 2} ${iconY}) scale(${size / 24})`,
    fill: 'none',
    stroke: paint.ink('muted'),
    'stroke-width': 1.5,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  })
  const body = { width: w, height: h, rx: Math.min(6, w / 8), fill: paint.ink('mutedFill'), stroke: paint.ink('muted') }
  const description = title === '' ? '' : element('title', {}, escapeXml(title.slice(0, 300)))
  return element('g', {}, description + element('rect', body) + symbol + (hasTitle ? drawTitle() : ''))

  function drawTitle(): string {
    const sizePx = 14
    const short = title.length > 120 ? `${title.slice(0, 119)}…` : title
    const layout = layoutText(paragraphsOfText(short), { font: 'sans', sizePx, maxWidth: w - 24 })
    const shown = { ...layout, lines: layout.lines.slice(0, 2) }
    const place = { x: 12, y: iconY + size + 8, w: w - 24, font: 'sans' as const, sizePx, align: 'middle' as const }
    return drawText(shown, { ...place, color: paint.ink('text'), halo: false }, paint)
  }
}
