import type { DrawnMap } from './draw-dependency-map'
import { type Layers, layOutLayers, type Point } from './lay-out-layers'
import type { PlacedMap, PlacedNode } from './pure/placed-map'

/** So that six columns have room beside the sidebar on a screen of 1280. */
const nodeWidth = 130
const nodeHeight = 50
const spacing = { rankdir: 'LR', nodesep: 14, ranksep: 38, edgesep: 10 } as const

/** A map of dependencies in places for the status page; what is linked with nothing has none. */
export function placeDependencyMap({ nodes, edges, critical_path: critical }: DrawnMap): PlacedMap {
  const linked = new Set(edges.flatMap(({ from, to }) => [from, to]))
  const sized = nodes
    .filter(({ id }) => linked.has(id))
    .map((node) => ({ ...node, width: nodeWidth, height: nodeHeight }))
  const layers = layOutLayers(sized, edges, spacing)
  const names = new Map(nodes.map(({ id, name }) => [id, name]))
  const listNames = (id: string, kinds: readonly string[]) =>
    edges.flatMap(({ from, to, kind }) => (from === id && kinds.includes(kind) ? (names.get(to) ?? []) : []))
  const steps = new Set(critical.slice(1).map((to, index) => `${critical[index]} ${to}`))
  const placed = sized.map(({ id, name }): PlacedNode => {
    const { x, y } = layers.at.get(id) ?? { x: 0, y: 0 }
    return { id, name, needs: listNames(id, ['needs']), uses: listNames(id, ['uses', 'seen']), x, y }
  })
  return {
    nodes: placed.toSorted((a, b) => a.x - b.x || a.y - b.y),
    edges: edges.map(({ from, to, kind }, index) => ({
      from,
      to,
      kind,
      isCritical: steps.has(`${from} ${to}`),
      path: drawPath([leave(layers, from), ...listWay(layers, index), arrive(layers, to)]),
    })),
    alone: nodes.filter(({ id }) => !linked.has(id)).map(({ name }) => name),
    width: Math.ceil(layers.width),
    height: Math.ceil(layers.height),
    nodeWidth,
    nodeHeight,
  }
}

const halfHeight = nodeHeight / 2

const cornerOf = ({ at }: Layers, id: string): Point => at.get(id) ?? { x: 0, y: 0 }
const arrive = (layers: Layers, id: string): Point => addTo(cornerOf(layers, id), { x: 0, y: halfHeight })
const leave = (layers: Layers, id: string): Point => addTo(cornerOf(layers, id), { x: nodeWidth, y: halfHeight })
const addTo = (a: Point, b: Point): Point => ({ x: a.x + b.x, y: a.y + b.y })

/** Where it has to pass between others; to the next column nothing is in its way. */
function listWay({ lines }: Layers, index: number): readonly Point[] {
  const points = lines[index] ?? []
  return points.length > 3 ? points.slice(1, -1) : []
}

/** Level where it leaves and where it arrives, and through each point on its way. */
function drawPath([first, ...rest]: readonly [Point, ...Point[]]): string {
  let before = first
  const curves = rest.map((to) => {
    const middle = (before.x + to.x) / 2
    const curve = `C${spell({ x: middle, y: before.y })} ${spell({ x: middle, y: to.y })} ${spell(to)}`
    before = to
    return curve
  })
  return `M${spell(first)}${curves.join('')}`
}

const spell = ({ x, y }: Point): string => `${Math.round(x)},${Math.round(y)}`
