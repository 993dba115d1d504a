import type { Steps } from '@/lib/core/steps'
import type { DocumentSnapshot } from '../schema'
import { identity, type Matrix, multiply, placement } from './geometry/matrix'
import { isRecord, Props, readShape, type ShapeRecord } from './shape-record'

/** A shape in its place: under its parent, with its transform to the page. */
export interface SceneShape extends ShapeRecord {
  toPage: Matrix
  /** Its own opacity times those of its parents. */
  pageOpacity: number
  children: SceneShape[]
}

export interface ArrowBinding {
  terminal: 'start' | 'end'
  toId: string
  anchor: { x: number; y: number }
  isExact: boolean
  isPrecise: boolean
}

/** One page of a document as a tree. */
export interface Scene {
  roots: SceneShape[]
  shapes: Map<string, SceneShape>
  bindings: Map<string, { start?: ArrowBinding; end?: ArrowBinding }>
  assets: Map<string, Props>
}

/** Deeper nesting is not drawn; it keeps a hostile document from exhausting the stack. */
const maxDepth = 100

/** Records that are read before anybody else may go on. */
const recordsPerStep = 200

/** Reads a page, the first one when none is named. Shapes without a living parent, and cycles, are left out. */
export function* readScene(document: DocumentSnapshot, pageId?: string): Steps<Scene> {
  const records = Object.values(document.store).filter(isRecord)
  const page = pageId ?? findFirstPage(records)
  const childrenOf = new Map<string, ShapeRecord[]>()
  for (const [index, record] of records.entries()) {
    if (index % recordsPerStep === 0) yield
    const shape = readShape(record)
    if (!shape) continue
    const siblings = childrenOf.get(shape.parentId)
    if (siblings) siblings.push(shape)
    else childrenOf.set(shape.parentId, [shape])
  }
  const shapes = new Map<string, SceneShape>()

  const grow = (parentId: string, toPage: Matrix, opacity: number, depth: number): SceneShape[] => {
    if (depth > maxDepth) return []
    const placed: SceneShape[] = []
    for (const shape of (childrenOf.get(parentId) ?? []).sort(byIndex)) {
      if (shapes.has(shape.id)) continue
      const scene: SceneShape = {
        ...shape,
        toPage: multiply(toPage, placement(shape.x, shape.y, shape.rotation)),
        pageOpacity: opacity * shape.opacity,
        children: [],
      }
      shapes.set(shape.id, scene)
      placed.push(scene)
      scene.children = grow(shape.id, scene.toPage, scene.pageOpacity, depth + 1)
    }
    return placed
  }

  const roots = page === undefined ? [] : grow(page, identity, 1, 0)
  yield
  return { roots, shapes, bindings: readBindings(records), assets: readAssets(records) }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const byIndex = (a: ShapeRecord, b: ShapeRecord) => compare(a.index, b.index) || compare(a.id, b.id)

function findFirstPage(records: readonly Record<string, unknown>[]): string | undefined {
  return records
    .filter((record) => record.typeName === 'page')
    .map((record) => ({ id: String(record.id), index: typeof record.index === 'string' ? record.index : '' }))
    .sort((a, b) => compare(a.index, b.index) || compare(a.id, b.id))[0]?.id
}

function readBindings(records: readonly Record<string, unknown>[]): Scene['bindings'] {
  const bindings: Scene['bindings'] = new Map()
  for (const record of records) {
    const { fromId, toId } = record
    if (record.typeName !== 'binding' || typeof fromId !== 'string' || typeof toId !== 'string') continue
    const props = new Props(isRecord(record.props) ? record.props : {})
    const terminal = props.choice('terminal', ['start', 'end'], 'end')
    const ofArrow = bindings.get(fromId) ?? {}
    ofArrow[terminal] ??= {
      terminal,
      toId,
      anchor: props.point('normalizedAnchor', { x: 0.5, y: 0.5 }),
      isExact: props.flag('isExact'),
      isPrecise: props.flag('isPrecise'),
    }
    bindings.set(fromId, ofArrow)
  }
  return bindings
}

function readAssets(records: readonly Record<string, unknown>[]): Scene['assets'] {
  const assets: Scene['assets'] = new Map()
  for (const record of records) {
    if (record.typeName === 'asset')
      assets.set(String(record.id), new Props(isRecord(record.props) ? record.props : {}))
  }
  return assets
}
