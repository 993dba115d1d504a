import {
  createBindingId,
  createShapeId,
  type TLArrowBindingProps,
  type TLRecord,
  type TLShape,
  type TLShapeId,
  toRichText,
} from '@tldraw/tlschema'
import { getIndices } from '@tldraw/utils'
import { createInitialRecords, documentSchema, serializedDocumentSchema } from '../document-schema'
import type { DocumentSnapshot } from '../schema'
import type { Anchor, DemoEdge, DemoFrame, DemoLine, DemoNode, DemoNote, DemoText, Drawing, Pair } from './drawing'

type Props<Type extends TLShape['type']> = Extract<TLShape, { type: Type }>['props']

/** Makes a document of tldraw records; the same drawing always makes the same document. Throws when a record is not valid. */
export function buildDocument(drawing: Drawing): DocumentSnapshot {
  const builder = new Builder(drawing)
  for (const frame of drawing.frames ?? []) builder.addFrame(frame)
  for (const zone of drawing.zones ?? []) builder.addNode(zone)
  for (const line of drawing.lines ?? []) builder.addLine(line)
  for (const node of drawing.nodes) builder.addNode(node)
  for (const edge of drawing.edges ?? []) builder.addEdge(edge)
  for (const text of drawing.texts ?? []) builder.addText(text)
  for (const note of drawing.notes ?? []) builder.addNote(note)
  return builder.build()
}

interface Placed {
  at: Pair
  size: Pair
}

interface Target {
  shape: string
  anchor: Anchor | undefined
  isExact: boolean
}

class Builder {
  private readonly records: TLRecord[] = createInitialRecords()
  private readonly placed = new Map<string, Placed>()
  private readonly indices = getIndices(2000)
  private count = 0
  private readonly look: Required<NonNullable<Drawing['look']>>

  constructor(private readonly drawing: Drawing) {
    this.look = { font: 'sans', dash: 'solid', stroke: 's', scale: 1, ...drawing.look }
  }

  build(): DocumentSnapshot {
    for (const record of this.records) documentSchema.types[record.typeName].validate(record)
    const store = Object.fromEntries(this.records.map((record) => [record.id, { ...record }]))
    return { schema: { ...serializedDocumentSchema }, store }
  }

  addFrame({ id, at, size, name }: DemoFrame): void {
    this.place(id, { at, size })
    this.addShape('frame', id, at, { w: size[0], h: size[1], name, color: 'black' }, { size })
  }

  addNode(node: DemoNode): void {
    const { id, at, size, fill = 'solid', color = 'black' } = node
    this.place(id, { at, size })
    const props: Props<'geo'> = {
      geo: node.geo ?? 'rectangle',
      w: size[0],
      h: size[1],
      growY: 0,
      url: '',
      scale: node.scale ?? this.look.scale,
      color,
      labelColor: node.labelColor ?? 'black',
      fill,
      dash: node.dash ?? this.look.dash,
      size: node.stroke ?? this.look.stroke,
      font: node.font ?? this.look.font,
      align: node.align ?? 'middle',
      verticalAlign: node.verticalAlign ?? 'middle',
      richText: writeLines(node.label ?? '', node.plain ?? false),
    }
    this.addShape('geo', id, at, props, { size, meta: node.meta })
  }

  addEdge(edge: DemoEdge): void {
    const [start, end] = edge.heads ?? ['none', 'arrow']
    const [from, to] = [this.pointOn(edge.from, edge.leave), this.pointOn(edge.to, edge.arrive)]
    const props: Props<'arrow'> = {
      kind: edge.kind ?? 'arc',
      color: edge.color ?? 'black',
      labelColor: 'black',
      fill: 'solid',
      dash: edge.dash ?? this.look.dash,
      size: edge.stroke ?? 's',
      arrowheadStart: start,
      arrowheadEnd: end,
      font: this.look.font,
      start: { x: from[0], y: from[1] },
      end: { x: to[0], y: to[1] },
      bend: edge.bend ?? 0,
      text: edge.label ?? '',
      labelPosition: edge.labelAt ?? 0.5,
      scale: this.look.scale,
      elbowMidPoint: edge.turn ?? 0.5,
    }
    const id = this.addShape('arrow', `edge-${this.count}`, [0, 0], props)
    this.bind(id, 'start', { shape: edge.from, anchor: edge.leave, isExact: edge.exact ?? false })
    this.bind(id, 'end', { shape: edge.to, anchor: edge.arrive, isExact: edge.exact ?? false })
  }

  addText(text: DemoText): void {
    const props: Props<'text'> = {
      color: text.color ?? 'black',
      size: text.size ?? 's',
      font: text.font ?? this.look.font,
      textAlign: text.align ?? 'start',
      w: (text.width ?? 100) / (text.scale ?? 1),
      autoSize: text.width === undefined,
      scale: text.scale ?? 1,
      richText: writeLines(text.text.split('\n'), !text.bold),
    }
    this.addShape('text', `text-${this.count}`, text.at, props, { size: [text.width ?? 1, 1] })
  }

  addNote({ at, text, color = 'yellow', scale = 1 }: DemoNote): void {
    const props: Props<'note'> = {
      color,
      labelColor: 'black',
      size: 's',
      font: 'draw',
      align: 'middle',
      verticalAlign: 'middle',
      growY: 0,
      fontSizeAdjustment: 0,
      url: '',
      scale,
      richText: toRichText(text),
    }
    this.addShape('note', `note-${this.count}`, at, props, { size: [200 * scale, 200 * scale] })
  }

  addLine(line: DemoLine): void {
    const [origin = [0, 0]] = line.points
    const keys = getIndices(line.points.length - 1)
    const points = line.points.map(([x, y], n) => {
      const index = keys[n]!
      return [index, { id: index, index, x: x - origin[0], y: y - origin[1] }] as const
    })
    const props: Props<'line'> = {
      color: line.color ?? 'grey',
      dash: line.dash ?? this.look.dash,
      size: line.stroke ?? 's',
      spline: 'line',
      scale: this.look.scale,
      points: Object.fromEntries(points),
    }
    this.addShape('line', `line-${this.count}`, origin, props)
  }

  private place(id: string, placed: Placed): void {
    if (this.placed.has(id)) throw new Error(`two shapes are called ${id}`)
    this.placed.set(id, placed)
  }

  private addShape<Type extends TLShape['type']>(
    type: Type,
    name: string,
    at: Pair,
    props: Props<Type>,
    { size, meta = {} }: { size?: Pair; meta?: TLShape['meta'] | undefined } = {},
  ): TLShapeId {
    const id = createShapeId(name)
    const frame = size && this.findFrame(name, { at, size })
    const [x, y] = frame ? [at[0] - frame.at[0], at[1] - frame.at[1]] : at
    const parentId = frame ? createShapeId(frame.id) : 'page:page'
    const common = { rotation: 0, isLocked: false, opacity: 1, meta, typeName: 'shape', index: this.nextIndex() }
    this.records.push({ ...common, id, type, parentId, x, y, props } as TLShape)
    return id
  }

  private nextIndex() {
    return this.indices[this.count++]!
  }

  /** The smallest frame that holds the shape, other than itself. */
  private findFrame(name: string, { at: [x, y], size: [w, h] }: Placed): DemoFrame | null {
    const around = (this.drawing.frames ?? []).filter(
      ({ id, at, size }) =>
        id !== name && x >= at[0] && y >= at[1] && x + w <= at[0] + size[0] && y + h <= at[1] + size[1],
    )
    return around.sort((a, b) => a.size[0] * a.size[1] - b.size[0] * b.size[1])[0] ?? null
  }

  private bind(fromId: TLShapeId, terminal: 'start' | 'end', { shape, anchor, isExact }: Target): void {
    const [x, y] = anchor ? ratioOf(anchor) : [0.5, 0.5]
    const props: TLArrowBindingProps = {
      terminal,
      normalizedAnchor: { x, y },
      isExact,
      isPrecise: anchor !== undefined,
      snap: anchor ? 'edge-point' : 'none',
    }
    this.records.push({
      id: createBindingId(`${fromId.slice(6)}-${terminal}`),
      typeName: 'binding',
      type: 'arrow',
      fromId,
      toId: createShapeId(shape),
      meta: {},
      props,
    })
  }

  private pointOn(id: string, anchor?: Anchor): Pair {
    const found = this.placed.get(id)
    if (!found) throw new Error(`there is no ${id} to point at`)
    const [x, y] = anchor ? ratioOf(anchor) : [0.5, 0.5]
    return [found.at[0] + found.size[0] * x, found.at[1] + found.size[1] * y]
  }
}

function ratioOf(anchor: Anchor): Pair {
  const [side, along] = typeof anchor === 'string' ? [anchor, 0.5] : anchor
  switch (side) {
    case 'top':
      return [along, 0]
    case 'bottom':
      return [along, 1]
    case 'left':
      return [0, along]
    case 'right':
      return [1, along]
  }
}

/** One paragraph per line; of several lines the first is bold. */
function writeLines(label: string | readonly string[], isPlain: boolean): Props<'geo'>['richText'] {
  const lines = typeof label === 'string' ? [label] : label
  const content = lines.map((text, i) => {
    const marks = i === 0 && !isPlain && typeof label !== 'string' ? [{ type: 'bold' }] : []
    return text === '' ? { type: 'paragraph' } : { type: 'paragraph', content: [{ type: 'text', text, marks }] }
  })
  return { type: 'doc', content }
}
