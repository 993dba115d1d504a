/** A component where the status page draws it. */
export interface PlacedNode {
  id: string
  name: string
  /** Names of what it cannot do without, and of what it asks and does without. */
  needs: readonly string[]
  uses: readonly string[]
  /** The upper left corner. */
  x: number
  y: number
}

export interface PlacedEdge {
  from: string
  to: string
  kind: 'needs' | 'uses' | 'seen'
  /** Whether it is a step of what drawing depends on. */
  isCritical: boolean
  /** From border to border, as the `d` of a path. */
  path: string
}

/** What stands on what, in columns from left to right, in pixels. */
export interface PlacedMap {
  /** Where people come from is the first; each comes before what it stands on. */
  nodes: readonly PlacedNode[]
  edges: readonly PlacedEdge[]
  /** Names of those that stand on nothing, and on which nothing stands. */
  alone: readonly string[]
  width: number
  height: number
  nodeWidth: number
  nodeHeight: number
}
