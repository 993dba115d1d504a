import type { Paint } from './paint'
import { element } from './svg'

/** What an asset shows: an address the picture may refer to, or null for a placeholder. */
export type ResolveImage = (asset: { id: string; src: string }) => string | null

/** Where shapes are drawn: colours, shared definitions and the settings of one picture. */
export class Canvas {
  private readonly definitions = new Map<string, string>()
  private clips = 0

  constructor(
    readonly paint: Paint,
    readonly idPrefix: string,
    /** Screen pixels per page pixel: what keeps its size on screen, such as a frame's name, is drawn larger when it is small. */
    readonly zoom: number,
    readonly resolveImage: ResolveImage,
  ) {}

  get defs(): string {
    return [...this.definitions.values()].join('')
  }

  /** The address of the hatching that pattern fills show. */
  hatching(): string {
    const [pattern, mask] = [`${this.idPrefix}-hatch`, `${this.idPrefix}-hatch-mask`]
    const t = 8 / 12
    const lines = [1, 5, 9].map((i) => `M${t * i},${t * (i + 2)}L${t * (i + 2)},${t * i}`).join('')
    const square = { x: 0, y: 0, width: 8, height: 8 }
    const stroke = element('path', { d: lines, stroke: '#000', 'stroke-width': 1.25, 'stroke-linecap': 'round' })
    const masked = element('mask', { id: mask }, element('rect', { ...square, fill: '#fff' }) + stroke)
    const tile = element('rect', { ...square, fill: this.paint.ink('paper'), mask: `url(#${mask})` })
    this.define(
      pattern,
      masked + element('pattern', { id: pattern, width: 8, height: 8, patternUnits: 'userSpaceOnUse' }, tile),
    )
    return `url(#${pattern})`
  }

  /** The address of a clip path with this content. */
  clip(content: string): string {
    const id = `${this.idPrefix}-clip-${this.clips++}`
    this.define(id, element('clipPath', { id }, content))
    return `url(#${id})`
  }

  define(id: string, definition: string): void {
    this.definitions.set(id, definition)
  }
}
