import { describe, expect, it } from 'vitest'
import type { DrawnMap } from './draw-dependency-map'
import { placeDependencyMap } from './place-dependency-map'

const node = (id: string) => ({ id, name: id.toUpperCase(), essential: true })
const map: DrawnMap = {
  nodes: ['browser', 'clock', 'disk', 'database', 'diagrams', 'edge', 'objects'].map(node),
  edges: [
    { from: 'browser', to: 'edge', kind: 'needs' },
    { from: 'edge', to: 'diagrams', kind: 'uses' },
    { from: 'diagrams', to: 'database', kind: 'needs' },
    { from: 'diagrams', to: 'objects', kind: 'uses' },
    { from: 'edge', to: 'database', kind: 'seen' },
    { from: 'database', to: 'disk', kind: 'uses' },
  ],
  critical_path: ['browser', 'edge', 'diagrams', 'database'],
}

describe('the dependency map of the status page', () => {
  const placed = placeDependencyMap(map)
  const at = (id: string) => placed.nodes.find((one) => one.id === id)!

  it('has each component left of what it stands on, in that order, and says in words what that is', () => {
    expect(placed.nodes.map(({ id }) => id).slice(0, 3)).toEqual(['browser', 'edge', 'diagrams'])
    for (const { from, to } of placed.edges) expect(at(from).x + placed.nodeWidth).toBeLessThan(at(to).x)
    expect(at('diagrams')).toMatchObject({ needs: ['DATABASE'], uses: ['OBJECTS'] })
    expect(at('edge')).toMatchObject({ needs: [], uses: ['DIAGRAMS', 'DATABASE'] })
    expect(placed.alone).toEqual(['CLOCK'])
  })

  it('covers nothing with anything, within its size', () => {
    for (const a of placed.nodes) {
      expect(a.x + placed.nodeWidth).toBeLessThanOrEqual(placed.width)
      expect(a.y + placed.nodeHeight).toBeLessThanOrEqual(placed.height)
      for (const b of placed.nodes.filter(({ id }) => id !== a.id)) {
        const isApart = Math.abs(a.x - b.x) >= placed.nodeWidth || Math.abs(a.y - b.y) >= placed.nodeHeight
        expect(isApart, `${a.id} and ${b.id}`).toBe(true)
      }
    }
  })

  it('leads each edge from the right border of one to the left border of the other', () => {
    for (const { from, to, path, isCritical, kind } of placed.edges) {
      const [x, y] = /^M(-?\d+),(-?\d+)C/.exec(path)!.slice(1).map(Number)
      const [endX, endY] = /(-?\d+),(-?\d+)$/.exec(path)!.slice(1).map(Number)
      expect([x, endX]).toEqual([at(from).x + placed.nodeWidth, at(to).x])
      for (const [id, borderY] of [
        [from, y],
        [to, endY],
      ] as const) {
        expect(borderY).toBeGreaterThanOrEqual(at(id).y)
        expect(borderY).toBeLessThanOrEqual(at(id).y + placed.nodeHeight)
      }
      expect(isCritical).toBe(kind === 'needs' || to === 'diagrams')
    }
  })

  it('is none of nothing', () => {
    expect(placeDependencyMap({ nodes: [node('a')], edges: [], critical_path: [] })).toMatchObject({
      nodes: [],
      edges: [],
      alone: ['A'],
    })
  })
})
