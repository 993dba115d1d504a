import type { Actor } from '@/lib/core/actor'
import { createDiagram } from '../diagrams/create-diagram'
import type { DiagramDto } from '../diagrams/schema'
import { buildDocument } from '../documents/demo/build-document'
import { type DrawnMap, drawDependencyMap } from './draw-dependency-map'

/**
 * A new diagram of the actor that shows a map of dependencies, whose shapes are bound to their components. From then on it
 * is a diagram like any other. Errors: those of creating a diagram.
 */
export function createMapDiagram({ actor, map }: { actor: Actor; map: DrawnMap }): Promise<DiagramDto> {
  const drawing = drawDependencyMap(map)
  const input = { title: drawing.title, kind: 'canvas', note: '', document: buildDocument(drawing) } as const
  return createDiagram({ actor, input })
}
