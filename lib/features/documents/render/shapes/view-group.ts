import { boundsOf } from '../geometry/bounds'
import { placement, transform } from '../geometry/matrix'
import type { SceneShape } from '../scene'
import type { View, Views } from '../view'

/** A group shows nothing of its own; arrows end at its members. */
export function viewGroup({ children }: SceneShape, views: Views): View {
  const outlines = children.flatMap((child) => {
    const toGroup = placement(child.x, child.y, child.rotation)
    return views.of(child).outlines.map(({ points, closed }) => ({
      points: points.map((p) => transform(toGroup, p)),
      closed,
    }))
  })
  return { bounds: boundsOf(outlines.flatMap(({ points }) => points)), outlines, draw: () => '' }
}
