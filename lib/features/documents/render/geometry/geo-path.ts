import { cloudPath } from './cloud-path'
import type { GeoBox } from './geo-box'
import { type Path, PathPen, polygon } from './path'
import type { Point } from './point'

type MakePath = (box: GeoBox) => Path

/** The outline of a geo shape in its own coordinates; a kind we do not know is drawn as a rectangle. */
export function geoPath(box: GeoBox): Path {
  return (Object.hasOwn(kinds, box.geo) ? kinds[box.geo]! : rectangle)(box)
}

const through = (points: readonly (readonly [number, number])[], { filled }: GeoBox): Path =>
  polygon(
    points.map(([x, y]) => ({ x, y })),
    { filled },
  )

const rectangle: MakePath = (box) => {
  const { w, h } = box
  return through(
    [
      [0, 0],
      [w, 0],
      [w, h],
      [0, h],
    ],
    box,
  )
}

/** How far the slanted sides of rhombus and trapezoid lean. */
const slant = ({ w, h }: GeoBox) => Math.min(w, h) * 0.38

function regularPolygon(box: GeoBox, sides: number): Path {
  const corners = Array.from({ length: sides }, (_, i) => {
    const angle = -Math.PI / 2 + (i * 2 * Math.PI) / sides
    return { x: Math.cos(angle), y: Math.sin(angle) }
  })
  return polygon(stretch(corners, box), { filled: box.filled })
}

/** Scales the points so that they fill the box. */
function stretch(points: readonly Point[], { w, h }: GeoBox): Point[] {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top]
  return points.map(({ x, y }) => ({ x: ((x - left) / width) * w, y: ((y - top) / height) * h }))
}

const star: MakePath = (box) => {
  const corners = Array.from({ length: 10 }, (_, i) => {
    const angle = -Math.PI / 2 + (i * Math.PI) / 5
    const radius = i % 2 ? 0.5 : 1
    return { x: Math.cos(angle) * radius, y: Math.sin(angle) * radius }
  })
  return polygon(stretch(corners, box), { filled: box.filled })
}

const ellipse: MakePath = ({ w, h, filled }) => {
  const radii = { x: w / 2, y: h / 2 }
  const flags = { large: false, sweep: true }
  return new PathPen()
    .move(0, h / 2, { filled })
    .arc(radii, flags, { x: w, y: h / 2 })
    .arc(radii, flags, { x: 0, y: h / 2 })
    .close().path
}

const oval: MakePath = ({ w, h, filled }) => {
  const r = Math.min(w, h) / 2
  const radii = { x: r, y: r }
  const flags = { large: false, sweep: true }
  if (h > w) {
    const pen = new PathPen()
      .move(0, r, { filled })
      .arc(radii, flags, { x: w, y: r })
      .line(w, h - r)
    return pen.arc(radii, flags, { x: 0, y: h - r }).close().path
  }
  const pen = new PathPen()
    .move(r, h, { filled })
    .arc(radii, flags, { x: r, y: 0 })
    .line(w - r, 0)
  return pen.arc(radii, flags, { x: w - r, y: h }).close().path
}

const heart: MakePath = ({ w, h, filled }) => {
  const [o, k, cx] = [w / 4, h / 4, w / 2]
  return new PathPen()
    .move(cx, h, { filled })
    .cubic({ x: o * 1.5, y: k * 3 }, { x: 0, y: k * 2.5 }, { x: 0, y: k * 1.2 })
    .cubic({ x: 0, y: -k * 0.32 }, { x: o * 1.85, y: -k * 0.32 }, { x: cx, y: k * 0.9 })
    .cubic({ x: o * 2.15, y: -k * 0.32 }, { x: w, y: -k * 0.32 }, { x: w, y: k * 1.2 })
    .cubic({ x: w, y: k * 2.5 }, { x: o * 2.5, y: k * 3 }, { x: cx, y: h })
    .close().path
}

const checkBox: MakePath = (box) => {
  const { w, h } = box
  const size = Math.min(w, h) * 0.82
  const [ox, oy] = [(w - size) / 2, (h - size) / 2]
  const tick = new PathPen()
    .move(ox + size * 0.25, oy + size * 0.52, { internal: true, offset: 0 })
    .line(ox + size * 0.45, oy + size * 0.82)
    .line(ox + size * 0.82, oy + size * 0.22, { offset: 0 })
  return [...rectangle(box), ...tick.path]
}

const xBox: MakePath = (box) => {
  const { w, h, dash, strokeWidth } = box
  if (dash === 'dashed' || dash === 'dotted') {
    const arms = (
      [
        [0, 0],
        [w, h],
        [0, h],
        [w, 0],
      ] as const
    ).flatMap(
      ([x, y]) =>
        new PathPen().move(x, y, { internal: true, dashStart: 'skip', dashEnd: 'outset' }).line(w / 2, h / 2).path,
    )
    return [...rectangle(box), ...arms]
  }
  const inset = dash === 'draw' ? strokeWidth * 0.62 : 0
  const arms = new PathPen()
    .move(inset, inset, { internal: true })
    .line(w - inset, h - inset)
    .move(w - inset, inset, { internal: true })
    .line(inset, h - inset)
  return [...rectangle(box), ...arms.path]
}

const upright = (box: GeoBox) => ({ side: box.w * 0.16, head: Math.min(box.w, box.h) * 0.38 })
const lying = (box: GeoBox) => ({ side: box.h * 0.16, head: Math.min(box.w, box.h) * 0.38 })

const kinds: Record<string, MakePath> = {
  rectangle,
  ellipse,
  oval,
  star,
  heart,
  cloud: cloudPath,
  'check-box': checkBox,
  'x-box': xBox,
  pentagon: (box) => regularPolygon(box, 5),
  hexagon: (box) => regularPolygon(box, 6),
  octagon: (box) => regularPolygon(box, 8),
  triangle: (box) =>
    through(
      [
        [box.w / 2, 0],
        [box.w, box.h],
        [0, box.h],
      ],
      box,
    ),
  diamond: (box) =>
    through(
      [
        [box.w / 2, 0],
        [box.w, box.h / 2],
        [box.w / 2, box.h],
        [0, box.h / 2],
      ],
      box,
    ),
  rhombus: (box) =>
    through(
      [
        [slant(box), 0],
        [box.w, 0],
        [box.w - slant(box), box.h],
        [0, box.h],
      ],
      box,
    ),
  'rhombus-2': (box) =>
    through(
      [
        [0, 0],
        [box.w - slant(box), 0],
        [box.w, box.h],
        [slant(box), box.h],
      ],
      box,
    ),
  trapezoid: (box) =>
    through(
      [
        [slant(box), 0],
        [box.w - slant(box), 0],
        [box.w, box.h],
        [0, box.h],
      ],
      box,
    ),
  'arrow-up': (box) => {
    const { side, head } = upright(box)
    const { w, h } = box
    return through(
      [
        [w / 2, 0],
        [w, head],
        [w - side, head],
        [w - side, h],
        [side, h],
        [side, head],
        [0, head],
      ],
      box,
    )
  },
  'arrow-down': (box) => {
    const { side, head } = upright(box)
    const { w, h } = box
    const neck = h - head
    return through(
      [
        [side, 0],
        [w - side, 0],
        [w - side, neck],
        [w, neck],
        [w / 2, h],
        [0, neck],
        [side, neck],
      ],
      box,
    )
  },
  'arrow-left': (box) => {
    const { side, head } = lying(box)
    const { w, h } = box
    return through(
      [
        [head, 0],
        [head, side],
        [w, side],
        [w, h - side],
        [head, h - side],
        [head, h],
        [0, h / 2],
      ],
      box,
    )
  },
  'arrow-right': (box) => {
    const { side, head } = lying(box)
    const { w, h } = box
    const neck = w - head
    return through(
      [
        [0, side],
        [neck, side],
        [neck, 0],
        [w, h / 2],
        [neck, h],
        [neck, h - side],
        [0, h - side],
      ],
      box,
    )
  },
}
