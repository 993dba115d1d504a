import { type Bounds, expand } from '../geometry/bounds'
import type { Point } from '../geometry/point'
import type { Side } from './side'

interface GridEnd {
  at: Point
  side: Side
  box: Bounds
  isPoint: boolean
}

interface GridInput {
  from: GridEnd
  to: GridEnd
  leg: number
  /** Lines between the two boxes that a route should prefer. */
  middles: { x: number | null; y: number | null }
}

const outward: Record<Side, Point> = {
  top: { x: 0, y: -1 },
  right: { x: 1, y: 0 },
  bottom: { x: 0, y: 1 },
  left: { x: -1, y: 0 },
}
const directions = Object.values(outward)
const cornerCost = 1e6

interface Step {
  x: number
  y: number
  direction: number
  cost: number
  before: Step | null
}

/** The cheapest way around the boxes along the few lines that matter: box edges with their legs, the targets, the middles. */
export function findGridRoute(input: GridInput): Point[] | null {
  const { from, to, leg, middles } = input
  const [start, end] = [stepOut(from, leg), stepOut(to, leg)]
  const xs = linesOf(input, 'x', [start.x, end.x, middles.x])
  const ys = linesOf(input, 'y', [start.y, end.y, middles.y])
  const obstacles = [from, to].filter(({ isPoint }) => !isPoint).map(({ box }) => expand(box, -0.5))
  const final = search({ xs, ys, obstacles, start, startSide: from.side, end, endSide: to.side })
  if (!final) return null
  const points: Point[] = [to.at]
  for (let step: Step | null = final; step; step = step.before) points.push({ x: xs[step.x]!, y: ys[step.y]! })
  return [...points, from.at].reverse()
}

const stepOut = ({ at, side, isPoint }: GridEnd, leg: number): Point => {
  const length = isPoint ? 0 : leg
  return { x: at.x + outward[side].x * length, y: at.y + outward[side].y * length }
}

function linesOf({ from, to, leg }: GridInput, axis: 'x' | 'y', more: (number | null)[]): number[] {
  const size = axis === 'x' ? 'w' : 'h'
  const edges = [from, to].flatMap(({ box, isPoint }) =>
    isPoint ? [] : [box[axis] - leg, box[axis] + box[size] + leg],
  )
  const all = [...edges, from.at[axis], to.at[axis], ...more.filter((value) => value !== null)]
  return [...new Set(all.map((value) => Math.round(value * 1000) / 1000))].sort((a, b) => a - b)
}

interface Search {
  xs: readonly number[]
  ys: readonly number[]
  obstacles: readonly Bounds[]
  start: Point
  startSide: Side
  end: Point
  endSide: Side
}

function search(input: Search): Step | null {
  const { xs, ys, start, end, startSide, endSide } = input
  const indexOf = (lines: readonly number[], value: number) => lines.indexOf(Math.round(value * 1000) / 1000)
  const goal = { x: indexOf(xs, end.x), y: indexOf(ys, end.y) }
  const arriving = directions.indexOf(outward[opposite[endSide]])
  const first = { x: indexOf(xs, start.x), y: indexOf(ys, start.y), direction: directions.indexOf(outward[startSide]) }
  const open: Step[] = [{ ...first, cost: 0, before: null }]
  const done = new Set<number>()
  let best: Step | null = null
  while (open.length > 0) {
    open.sort((a, b) => b.cost - a.cost)
    const step = open.pop()!
    if (best && step.cost >= best.cost) break
    const key = (step.x * ys.length + step.y) * 4 + step.direction
    if (done.has(key)) continue
    done.add(key)
    if (step.x === goal.x && step.y === goal.y) {
      const cost = step.cost + (step.direction === arriving ? 0 : cornerCost)
      if (!isReversed(step.direction, arriving) && (!best || cost < best.cost)) best = { ...step, cost }
    }
    open.push(...neighbours(step, input))
  }
  return best
}

const opposite: Record<Side, Side> = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' }
const isReversed = (a: number, b: number) => (a + 2) % 4 === b

function* neighbours(step: Step, { xs, ys, obstacles }: Search): Generator<Step> {
  for (let direction = 0; direction < 4; direction++) {
    if (isReversed(step.direction, direction)) continue
    const { x: dx, y: dy } = directions[direction]!
    const [x, y] = [step.x + dx, step.y + dy]
    if (x < 0 || y < 0 || x >= xs.length || y >= ys.length) continue
    const [a, b] = [
      { x: xs[step.x]!, y: ys[step.y]! },
      { x: xs[x]!, y: ys[y]! },
    ]
    if (obstacles.some((box) => crosses(box, a, b))) continue
    const cost = step.cost + Math.abs(b.x - a.x) + Math.abs(b.y - a.y) + (direction === step.direction ? 0 : cornerCost)
    yield { x, y, direction, cost, before: step }
  }
}

const crosses = ({ x, y, w, h }: Bounds, a: Point, b: Point): boolean =>
  Math.max(a.x, b.x) > x && Math.min(a.x, b.x) < x + w && Math.max(a.y, b.y) > y && Math.min(a.y, b.y) < y + h
