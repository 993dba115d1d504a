import { boundsOf, containsBounds, transformBounds } from '../geometry/bounds'
import type { Outline } from '../geometry/flatten'
import { invert, multiply, transform } from '../geometry/matrix'
import type { Point } from '../geometry/point'
import type { ArrowBinding, Scene, SceneShape } from '../scene'
import { type Size, scaleOf, sizeOf, strokeWidths } from '../style'
import type { Views } from '../view'

const heads = ['none', 'arrow', 'triangle', 'square', 'dot', 'pipe', 'diamond', 'inverted', 'bar'] as const
export type Head = (typeof heads)[number]

/** The shape that one end of an arrow is bound to, in the arrow's coordinates. */
export interface BoundTarget {
  id: string
  outlines: Outline[]
  isClosed: boolean
  isExact: boolean
  /** Which way the anchor lies from the middle of the shape, when it was chosen exactly. */
  anchorDirection: Point | null
  /** Half of the shape's own stroke: arrowheads stop before it. */
  halfStroke: number
}

export interface ArrowEnd {
  at: Point
  head: Head
  target: BoundTarget | null
}

export interface ArrowShape {
  id: string
  kind: 'arc' | 'elbow'
  start: ArrowEnd
  end: ArrowEnd
  /** How the two targets lie to each other; only apart ones get the usual gaps. */
  relation: 'apart' | 'same' | 'start-contains-end' | 'end-contains-start'
  bend: number
  midPoint: number
  size: Size
  scale: number
}

interface Resolved {
  binding: ArrowBinding
  shape: SceneShape
  view: ReturnType<Views['of']>
}

/** Reads an arrow together with the shapes it is bound to. A binding to a shape that is gone does not count. */
export function readArrow(shape: SceneShape, scene: Scene, views: Views): ArrowShape {
  const { props, id } = shape
  const bindings = scene.bindings.get(id) ?? {}
  const start = resolve(bindings.start, shape, views)
  const end = resolve(bindings.end, shape, views)
  const relation = start && end ? relate(start, end) : 'apart'
  const readEnd = (name: 'start' | 'end', bound: Resolved | null): ArrowEnd => {
    const headName = name === 'start' ? 'arrowheadStart' : 'arrowheadEnd'
    const head = props.choice(headName, heads, name === 'start' ? 'none' : 'arrow')
    if (!bound) return { at: props.point(name), head, target: null }
    const isForced = relation === 'same' || relation === `${name}-contains-${name === 'start' ? 'end' : 'start'}`
    return { head, ...placeInArrow(bound, shape, isForced) }
  }
  return {
    id,
    kind: props.choice('kind', ['arc', 'elbow'], 'arc'),
    start: readEnd('start', start),
    end: readEnd('end', end),
    relation,
    bend: props.number('bend', 0),
    midPoint: props.number('elbowMidPoint', 0.5, { min: 0, max: 1 }),
    size: sizeOf(props),
    scale: scaleOf(props),
  }
}

function resolve(binding: ArrowBinding | undefined, arrow: SceneShape, views: Views): Resolved | null {
  const found = binding && binding.toId !== arrow.id ? views.find(binding.toId) : null
  return binding && found && found.shape.type !== 'arrow' ? { binding, ...found } : null
}

function relate(start: Resolved, end: Resolved): ArrowShape['relation'] {
  if (start.shape.id === end.shape.id) return 'same'
  const outer = transformBounds(start.shape.toPage, start.view.bounds)
  const inner = transformBounds(end.shape.toPage, end.view.bounds)
  if (containsBounds(outer, inner)) return 'start-contains-end'
  return containsBounds(inner, outer) ? 'end-contains-start' : 'apart'
}

function placeInArrow({ binding, shape, view }: Resolved, arrow: SceneShape, isForced: boolean) {
  const toArrow = multiply(invert(arrow.toPage), shape.toPage)
  const { x, y, w, h } = view.bounds
  const anchor = binding.isPrecise || isForced ? binding.anchor : { x: 0.5, y: 0.5 }
  const outlines = view.outlines.map(({ points, closed }) => ({
    points: points.map((p) => transform(toArrow, p)),
    closed,
  }))
  const turned = transform({ ...toArrow, e: 0, f: 0 }, { x: binding.anchor.x - 0.5, y: binding.anchor.y - 0.5 })
  const target: BoundTarget = {
    id: shape.id,
    outlines,
    isClosed: outlines.length > 1 || (outlines[0]?.closed ?? false),
    isExact: binding.isExact,
    anchorDirection: binding.isPrecise ? turned : null,
    halfStroke: shape.props.has('size') ? strokeWidths[sizeOf(shape.props)] / 2 : 0,
  }
  return { at: transform(toArrow, { x: x + w * anchor.x, y: y + h * anchor.y }), target }
}

export const targetBounds = (target: BoundTarget) => boundsOf(target.outlines.flatMap(({ points }) => points))

/** Between an arrowhead and the shape it points at. */
const gap = 10
/** No arrow gets shorter than this. */
export const minLength = 10

/** How far before its target the arrow stops. */
export function headOffset(end: ArrowEnd, arrow: ArrowShape): number {
  if (!end.target || end.target.isExact || end.head === 'none') return 0
  return (gap + strokeWidths[arrow.size] / 2 + end.target.halfStroke) * arrow.scale
}
