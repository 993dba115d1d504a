import type { Bounds } from './geometry/bounds'
import type { Outline } from './geometry/flatten'
import type { SceneShape } from './scene'

/** How one shape looks, in its own coordinates. */
export interface View {
  /** What its anchors are measured against; without labels. */
  bounds: Bounds
  /** Where arrows that point at it end; without labels and inner decoration. */
  outlines: Outline[]
  draw(): string
  /** Drawn beneath all its siblings: the light of a highlighter. */
  drawBeneath?(): string
}

/** Finds the views of other shapes, for groups and arrows. */
export interface Views {
  of(shape: SceneShape): View
  find(id: string): { shape: SceneShape; view: View } | null
}
