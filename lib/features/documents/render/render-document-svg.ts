import { runAtOnce, runInSteps, type Steps } from '@/lib/core/steps'
import { makePause } from '@/lib/platform/make-pause'
import type { DocumentSnapshot } from '../schema'
import { Canvas, type ResolveImage } from './canvas'
import { type Bounds, cornersOf, expand, transformBounds, union } from './geometry/bounds'
import { transform } from './geometry/matrix'
import { Paint, type Theme } from './paint'
import { readScene, type SceneShape } from './scene'
import { createViews } from './shapes/view-shape'
import { element, formatMatrix, formatNumber, formatPoint } from './svg'
import type { View, Views } from './view'

export interface RenderOptions {
  /** The page to draw; the first one when absent. */
  pageId?: string
  /**
   * `auto` (the default) is one picture for both themes: it follows the `color-scheme` of where it is shown. The other two write
   * plain colours.
   */
  theme?: Theme
  /** Space around the content, in page pixels. */
  padding?: number
  /** Paints the canvas colour behind the drawing. */
  background?: boolean
  /** The zoom it will be seen at: names of frames are drawn so that they have their usual size then. */
  zoom?: number
  /** Starts every id in the picture; two pictures on one page need different ones. */
  idPrefix?: string
  /** Which images the picture may refer to; uploads of ours and embedded ones by default. */
  resolveImage?: ResolveImage
}

export interface RenderedDocument {
  svg: string
  /** What the viewBox shows, in page coordinates: place the picture there and it lies under the editor's shapes. */
  bounds: Bounds
  shapeCount: number
}

const emptyBounds: Bounds = { x: 0, y: 0, w: 400, h: 300 }

/**
 * Draws one page of a document as the editor would, without a browser. Never throws for a document that has the outline of a
 * snapshot, and never writes anything of the document into the SVG unescaped.
 */
export const renderDocumentSvg = (document: DocumentSnapshot, options?: RenderOptions): RenderedDocument =>
  runAtOnce(drawDocument(document, options))

/** The same in steps, between which others are served: a large drawing takes a second. */
export const renderDocumentInSteps = (document: DocumentSnapshot, options?: RenderOptions): Promise<RenderedDocument> =>
  runInSteps(drawDocument(document, options), makePause())

function* drawDocument(document: DocumentSnapshot, options: RenderOptions = {}): Steps<RenderedDocument> {
  const { padding = 32, zoom = 1, idPrefix = 'doc', background = false } = options
  const scene = yield* readScene(document, options.pageId)
  const paint = new Paint(options.theme ?? 'auto')
  const canvas = new Canvas(paint, idPrefix, zoom, options.resolveImage ?? allowOwnImages)
  const picture = new Picture(canvas, createViews(scene, canvas))
  const content = yield* picture.drawAll(scene.roots)
  const bounds = picture.bounds ? expand(picture.bounds, padding) : emptyBounds
  const { x, y, w, h } = bounds
  const paper = background ? element('rect', { x, y, width: w, height: h, fill: paint.ink('background') }) : ''
  const defs = canvas.defs === '' ? '' : element('defs', {}, canvas.defs)
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      id: `${idPrefix}-picture`,
      viewBox: [x, y, w, h].map(formatNumber).join(' '),
      width: w,
      height: h,
      'aria-hidden': 'true',
      // An attribute, because a page runs no style element that is not its own.
      style: paint.listVariables(),
    },
    defs + paper + content,
  )
  return { svg, bounds, shapeCount: scene.shapes.size }
}

const ownUpload = /^\/api\/assets\/[0-9a-f]{64}$/
const embedded = /^data:image\/(png|jpeg|gif|webp);base64,[0-9A-Za-z+/=]+$/

const allowOwnImages: ResolveImage = ({ src }) => (ownUpload.test(src) || embedded.test(src) ? src : null)

class Picture {
  bounds: Bounds | null = null

  constructor(
    private readonly canvas: Canvas,
    private readonly views: Views,
  ) {}

  /** Siblings in order; what lies beneath them all, such as highlighter strokes, comes first. */
  *drawAll(shapes: readonly SceneShape[]): Steps<string> {
    const layers = { beneath: '', above: '' }
    for (const shape of shapes) yield* this.draw(shape, layers)
    return layers.beneath + layers.above
  }

  private *draw(shape: SceneShape, layers: { beneath: string; above: string }): Steps<void> {
    yield
    const view = this.views.of(shape)
    this.include(shape, view)
    if (view.drawBeneath) layers.beneath += this.place(shape, view.drawBeneath())
    layers.above += this.place(shape, view.draw())
    if (shape.children.length === 0) return
    if (shape.type === 'frame') layers.above += yield* this.drawClipped(shape, view)
    else for (const child of shape.children) yield* this.draw(child, layers)
  }

  private *drawClipped(frame: SceneShape, view: View): Steps<string> {
    const outside = this.bounds
    const content = yield* this.drawAll(frame.children)
    this.bounds = outside
    const corners = cornersOf(view.bounds).map((corner) => formatPoint(transform(frame.toPage, corner)))
    const window = element('path', { d: `M${corners.join('L')}Z` })
    return content === '' ? '' : element('g', { 'clip-path': this.canvas.clip(window) }, content)
  }

  private place({ toPage, pageOpacity }: SceneShape, content: string): string {
    if (content === '') return ''
    const opacity = pageOpacity < 1 ? pageOpacity : undefined
    return element('g', { transform: formatMatrix(toPage), opacity }, content)
  }

  private include(shape: SceneShape, view: View): void {
    if (shape.type === 'group' || view.outlines.length === 0) return
    const bounds = transformBounds(shape.toPage, view.bounds)
    this.bounds = this.bounds ? union(this.bounds, bounds) : bounds
  }
}
