import { describe, expect, it } from 'vitest'
import { buildDocument } from '../documents/demo/build-document'
import { parseDocument } from '../documents/parse-document'
import { renderDocumentSvg } from '../documents/render/render-document-svg'
import { type DrawnMap, drawDependencyMap } from './draw-dependency-map'
import { findBoundComponent } from './pure/component-binding'

const node = (id: string, name = id) => ({ id, name, essential: true })
const map: DrawnMap = {
  nodes: [
    { id: 'browser', name: 'Browsers', essential: true },
    node('edge', 'Edge'),
    node('diagrams', 'Diagrams'),
    node('database', 'Database'),
    node('check_00000000000000000001', 'The payment service of another team, behind a very long name that has to wrap'),
    node('disk', 'Disk'),
    node('clock', 'Clock'),
  ],
  edges: [
    { from: 'browser', to: 'edge', kind: 'needs' },
    { from: 'edge', to: 'diagrams', kind: 'needs' },
    { from: 'diagrams', to: 'database', kind: 'needs' },
    { from: 'edge', to: 'database', kind: 'uses' },
    { from: 'database', to: 'check_00000000000000000001', kind: 'seen' },
    { from: 'check_00000000000000000001', to: 'database', kind: 'needs' },
  ],
  critical_path: ['browser', 'edge', 'diagrams', 'database'],
}
const drawing = drawDependencyMap(map)
const { store } = buildDocument(drawing)
const records = Object.values(store)

describe('the dependency map as a drawing', () => {
  it('is a document that the server accepts, the same each time', async () => {
    expect((await parseDocument(buildDocument(drawing))).size).toBe(records.length)
    expect(drawDependencyMap(map)).toEqual(drawing)
    expect(renderDocumentSvg(buildDocument(drawing)).shapeCount).toBe(7 + 6 + 3)
  })

  it('binds each shape to its component, but not where people come from', () => {
    const bound = records.flatMap(({ meta }) => findBoundComponent(Object(meta)) ?? [])
    expect(bound.sort()).toEqual(['check_00000000000000000001', 'clock', 'database', 'diagrams', 'disk', 'edge'])
  })

  it('binds both ends of every arrow, drawn as what it stands for', () => {
    const ends = records
      .filter(({ typeName }) => typeName === 'binding')
      .map(({ fromId, toId, props }) => [fromId, Object(props).terminal, toId])
    const shapes = records.filter(({ typeName, type }) => typeName === 'shape' && type === 'arrow')
    expect(ends).toHaveLength(12)
    expect(shapes.map(({ props }) => [Object(props).dash, Object(props).size])).toEqual([
      ['solid', 'm'],
      ['solid', 'm'],
      ['solid', 'm'],
      ['dashed', 's'],
      ['dotted', 's'],
      ['solid', 's'],
    ])
    expect(ends.slice(0, 2)).toEqual([
      [shapes[0]?.id, 'start', 'shape:browser'],
      [shapes[0]?.id, 'end', 'shape:edge'],
    ])
  })

  it('puts what is needed below what needs it, and nothing over anything else', () => {
    const places = new Map(drawing.nodes.map(({ id, at, size }) => [id, { at, size }]))
    const topOf = (id: string) => places.get(id)?.at[1] ?? Number.NaN
    expect(['browser', 'edge', 'diagrams', 'database'].map(topOf)).toEqual(
      ['browser', 'edge', 'diagrams', 'database'].map(topOf).toSorted((a, b) => a - b),
    )
    const all = [...places.values()]
    const overlaps = all.filter((a, i) =>
      all.some(
        (b, j) =>
          i !== j &&
          a.at[0] < b.at[0] + b.size[0] &&
          b.at[0] < a.at[0] + a.size[0] &&
          a.at[1] < b.at[1] + b.size[1] &&
          b.at[1] < a.at[1] + a.size[1],
      ),
    )
    expect(overlaps).toEqual([])
  })

  it('leads an arrow that skips a layer around what lies between', () => {
    const bends = (drawing.edges ?? []).map(({ bend }) => Math.abs(bend ?? 0))
    expect(bends[3]).toBeGreaterThan(40)
    expect(bends[0]).toBe(0)
  })

  it('can be drawn of nothing, and of one', () => {
    expect(drawDependencyMap({ nodes: [], edges: [], critical_path: [] }).nodes).toEqual([])
    expect(drawDependencyMap({ nodes: [node('disk')], edges: [], critical_path: [] }).nodes).toHaveLength(1)
  })
})
