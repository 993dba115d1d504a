import type { DemoEdge, DemoNode, Drawing } from '../documents/demo/drawing'
import { labelPadding, labelSizes } from '../documents/render/style'
import { layoutText } from '../documents/render/text/layout-text'
import { readRichText } from '../documents/render/text/rich-text'
import { type Layers, layOutLayers } from './lay-out-layers'
import { bindMeta } from './pure/component-binding'

/** What stands on what, as far as a drawing needs to know. */
export interface DrawnMap {
  nodes: readonly { id: string; name: string; essential: boolean }[]
  edges: readonly { from: string; to: string; kind: 'needs' | 'uses' | 'seen' }[]
  critical_path: readonly string[]
}

const nodeWidth = 240
const leastHeight = 104
const aloneGap = 40
/** So that the row of those on their own is not much wider than a screen. */
const alonePerRow = 5
const textScale = 1.15
const dashes = { needs: 'solid', uses: 'dashed', seen: 'dotted' } as const

/**
 * A map of dependencies as a drawing: in layers, arrows from what needs to what is needed, each shape bound to its
 * component, except for where people come from, which is none.
 */
export function drawDependencyMap({ nodes, edges, critical_path: critical }: DrawnMap, entryId = 'browser'): Drawing {
  const linked = new Set(edges.flatMap(({ from, to }) => [from, to]))
  const sized = nodes.map((node) => ({ ...node, width: nodeWidth, height: computeHeight(node.name) }))
  const layers = layOutLayers(
    sized.filter(({ id }) => linked.has(id)),
    edges,
  )
  const alone = sized.filter(({ id }) => !linked.has(id))
  const places = new Map([...layers.at, ...placeAlone(alone, layers.height + 150)])
  const steps = new Set(critical.slice(1).map((to, index) => `${critical[index]} ${to}`))
  const drawn = sized.map(({ id, name, essential, width, height }): DemoNode => {
    const { x, y } = places.get(id) ?? { x: 0, y: 0 }
    const isEntry = id === entryId
    return {
      id,
      at: [x, y],
      size: [width, height],
      label: name,
      geo: isEntry ? 'oval' : 'rectangle',
      color: isEntry ? 'black' : essential ? 'blue' : 'grey',
      fill: isEntry ? 'semi' : 'solid',
      scale: textScale,
      ...(isEntry ? {} : { meta: bindMeta({}, id) }),
    }
  })
  return {
    title: 'Dependency map',
    nodes: drawn,
    edges: edges.map((edge, index) =>
      drawEdge(edge, { index, layers, drawn, isCritical: steps.has(`${edge.from} ${edge.to}`) }),
    ),
    texts: [
      { at: [0, -150], text: 'What stands on what', size: 'l', bold: true },
      {
        at: [0, -100],
        text: 'Blue: without it nobody can draw. Arrows: solid needs it, dashed goes on without it, dotted was only seen.',
        color: 'grey',
      },
      ...(alone.length > 0
        ? [{ at: [0, layers.height + 90] as const, text: 'On their own', color: 'grey' as const }]
        : []),
    ],
  }
}

interface Around {
  index: number
  layers: Layers
  drawn: readonly DemoNode[]
  isCritical: boolean
}

function drawEdge(
  { from, to, kind }: DrawnMap['edges'][number],
  { index, layers, drawn, isCritical }: Around,
): DemoEdge {
  const way = layers.ways[index]
  const bend = way ? computeBend(middleOf(drawn, from), middleOf(drawn, to), way) : 0
  return {
    from,
    to,
    dash: dashes[kind],
    color: kind === 'needs' ? 'black' : 'grey',
    stroke: isCritical ? 'm' : 's',
    bend,
  }
}

type Point = { x: number; y: number }

function middleOf(drawn: readonly DemoNode[], id: string): Point {
  const { at, size } = drawn.find((node) => node.id === id)!
  return { x: at[0] + size[0] / 2, y: at[1] + size[1] / 2 }
}

/** How far an arrow has to bend, as the editor counts it, to pass through a point beside the straight way. */
function computeBend(from: Point, to: Point, through: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = Math.hypot(dx, dy)
  if (length === 0) return 0
  const bend = ((through.y - (from.y + to.y) / 2) * dx - (through.x - (from.x + to.x) / 2) * dy) / length
  return Math.abs(bend) < 12 ? 0 : Math.round(bend)
}

function placeAlone(nodes: readonly { id: string; height: number }[], top: number): [string, Point][] {
  const height = Math.max(leastHeight, ...nodes.map((node) => node.height))
  return nodes.map(({ id }, index) => {
    const [column, row] = [index % alonePerRow, Math.floor(index / alonePerRow)]
    return [id, { x: column * (nodeWidth + aloneGap), y: top + row * (height + aloneGap) }]
  })
}

/** High enough for the name, so that the editor changes nothing when it is opened. */
function computeHeight(name: string): number {
  const paragraphs = readRichText({
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: name }] }],
  })
  const padding = 2 * labelPadding * textScale
  const sizePx = labelSizes.s * textScale
  const { height } = layoutText(paragraphs, { font: 'sans', sizePx, maxWidth: nodeWidth - padding })
  return Math.max(leastHeight, Math.ceil(height + padding))
}
