import { radiusThrough } from './circle'
import type { GeoBox } from './geo-box'
import { type Path, PathPen } from './path'
import { add, distance, fromAngle, lerp, middle, type Point, perpendicular, scale, subtract, unit } from './point'
import { createRandom } from './random'

const bumpLength: Record<string, number> = { s: 50, m: 70, l: 100, xl: 130 }

/** A cloud: bumps between points on a pill inside the box; half of the points wiggle. */
export function cloudPath({ id, w, h, size, scale: shapeScale, filled }: GeoBox): Path {
  const around = pillPerimeter(w, h)
  const count = Math.min(
    400,
    Math.max(Math.ceil(around / (bumpLength[size] ?? 70)), 6, Math.ceil(around / Math.min(w, h))),
  )
  const protrusion = (around / count) * 0.2
  const inner = { w: Math.max(w - protrusion * 2, 1), h: Math.max(h - protrusion * 2, 1) }
  const padding = { x: (w - inner.w) / 2, y: (h - inner.h) / 2 }
  const spacing = pillPerimeter(inner.w, inner.h) / count
  const points = pointsOnPill(inner.w, inner.h, count).map((p) => add(p, padding))
  const wiggle = { x: w < 20 ? 0 : protrusion * 0.3 * shapeScale, y: h < 20 ? 0 : protrusion * 0.3 * shapeScale }
  const wiggled = wigglePoints(points, wiggle, createRandom(id))

  const pen = new PathPen().move(wiggled[0]!.x, wiggled[0]!.y, { filled })
  wiggled.forEach((from, i) => {
    const next = (i + 1) % count
    const to = wiggled[next]!
    const [steadyFrom, steadyTo] = [points[i]!, points[next]!]
    const steady = distance(steadyFrom, steadyTo) || 1
    const height = (Math.max(padding.x, padding.y) + spacing - steady) * (distance(from, to) / steady)
    const top = add(middle(steadyFrom, steadyTo), scale(perpendicular(unit(subtract(steadyTo, steadyFrom))), height))
    const radius = radiusThrough(from, to, { x: clamp(top.x, w), y: clamp(top.y, h) })
    pen.arc({ x: radius, y: radius }, { large: false, sweep: true }, to)
  })
  return pen.close().path
}

const clamp = (value: number, max: number) => Math.max(0, Math.min(max, value))

const pillPerimeter = (w: number, h: number) => Math.PI * Math.min(w, h) + 2 * Math.abs(w - h)

function wigglePoints(points: readonly Point[], reach: Point, random: () => number): Point[] {
  const wiggled = [...points]
  for (let i = 0; i < Math.floor(points.length / 2); i++) {
    for (const j of [i, points.length - i - 1]) {
      wiggled[j] = add(wiggled[j]!, { x: random() * reach.x, y: random() * reach.y })
    }
  }
  return wiggled
}

/** Evenly spaced points around a pill, clockwise, from the start of its first straight side. */
function pointsOnPill(w: number, h: number, count: number): Point[] {
  const r = Math.min(w, h) / 2
  const straight = Math.max(w, h) - r * 2
  const arc = Math.PI * r
  const isWide = w > h
  const starts = isWide
    ? [
        { x: r, y: 0 },
        { x: w - r, y: h },
      ]
    : [
        { x: w, y: r },
        { x: 0, y: h - r },
      ]
  const ends = isWide
    ? [
        { x: w - r, y: 0 },
        { x: r, y: h },
      ]
    : [
        { x: w, y: h - r },
        { x: 0, y: r },
      ]
  const centers = isWide
    ? [
        { x: w - r, y: r },
        { x: r, y: r },
      ]
    : [
        { x: r, y: h - r },
        { x: r, y: r },
      ]
  const firstAngle = isWide ? -Math.PI / 2 : 0
  const total = 2 * (straight + arc)

  return Array.from({ length: count }, (_, i) => {
    const walked = (i * total) / count
    const side = walked < straight + arc ? 0 : 1
    const along = walked - side * (straight + arc)
    if (along <= straight) return lerp(starts[side]!, ends[side]!, straight === 0 ? 0 : along / straight)
    return add(centers[side]!, fromAngle(firstAngle + side * Math.PI + (along - straight) / r, r))
  })
}
