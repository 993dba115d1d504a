import { Graph, type GraphLabel, layout, type NodeLabel } from '@dagrejs/dagre'

export interface LayerNode {
  id: string
  width: number
  height: number
}

interface LayerEdge {
  from: string
  to: string
}

export interface Point {
  x: number
  y: number
}

export type Spacing = Pick<GraphLabel, 'rankdir' | 'nodesep' | 'ranksep' | 'edgesep'>

/** From top to bottom, with room for arrows. */
const roomy: Spacing = { rankdir: 'TB', nodesep: 44, ranksep: 100, edgesep: 40 }

export interface Layers {
  /** The upper left corner of each node, by id. */
  at: ReadonlyMap<string, Point>
  /** The middle of the way that an edge should take around what lies between, in the order of the edges; null for none. */
  ways: readonly (Point | null)[]
  /** Each edge from border to border, in the order of the edges. */
  lines: readonly (readonly Point[])[]
  width: number
  height: number
}

/** An edge to the next layer has these, and nothing lies in its way. */
const pointsToNextLayer = 3

/** What stands on something above that, with as few crossings as can be found; the same graph always gets the same places. */
export function layOutLayers(nodes: readonly LayerNode[], edges: readonly LayerEdge[], spacing = roomy): Layers {
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ ...spacing } satisfies GraphLabel)
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height } satisfies NodeLabel)
  for (const [index, { from, to }] of edges.entries()) graph.setEdge(from, to, {}, String(index))
  layout(graph)
  const { width = 0, height = 0 } = graph.graph() as GraphLabel
  const corner = ({ id, width, height }: LayerNode): [string, Point] => {
    const { x = 0, y = 0 } = graph.node(id) as NodeLabel
    return [id, { x: Math.round(x - width / 2), y: Math.round(y - height / 2) }]
  }
  const lines = edges.map(({ from, to }, index) => {
    const { points = [] } = graph.edge(from, to, String(index)) as { points?: Point[] }
    return points
  })
  const ways = lines.map((points) =>
    points.length > pointsToNextLayer ? (points[Math.floor(points.length / 2)] ?? null) : null,
  )
  return { at: new Map(nodes.map(corner)), ways, lines, width, height }
}
