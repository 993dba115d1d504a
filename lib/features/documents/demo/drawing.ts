import type { TLArrowShapeProps, TLGeoShapeProps, TLShape } from '@tldraw/tlschema'

type Color = TLGeoShapeProps['color']
type Dash = TLGeoShapeProps['dash']
type Fill = TLGeoShapeProps['fill']
type Size = TLGeoShapeProps['size']
type Font = TLGeoShapeProps['font']
type Head = TLArrowShapeProps['arrowheadEnd']

/** Page coordinates or a size, in pixels. */
export type Pair = readonly [number, number]

export type Side = 'top' | 'right' | 'bottom' | 'left'

/** A side, and where on it: 0.5 is its middle. */
export type Anchor = Side | readonly [Side, number]

export interface DemoNode {
  id: string
  at: Pair
  size: Pair
  /** Lines; the first one is bold when there are more. */
  label?: string | readonly string[]
  geo?: TLGeoShapeProps['geo']
  color?: Color
  labelColor?: Color
  fill?: Fill
  dash?: Dash
  stroke?: Size
  font?: Font
  align?: 'start' | 'middle' | 'end'
  verticalAlign?: 'start' | 'middle' | 'end'
  /** Size of the text and its padding; 1 is 18 pixels. */
  scale?: number
  plain?: boolean
  meta?: TLShape['meta']
}

export interface DemoEdge {
  from: string
  to: string
  label?: string
  /** `arc` is straight unless it bends. */
  kind?: 'arc' | 'elbow'
  bend?: number
  leave?: Anchor
  arrive?: Anchor
  /** Ends at the very point instead of before the outline. */
  exact?: boolean
  color?: Color
  dash?: Dash
  stroke?: Size
  heads?: readonly [Head, Head]
  /** Where the label is, 0 to 1. */
  labelAt?: number
  /** Where an elbow turns, 0 to 1. */
  turn?: number
}

export interface DemoFrame {
  id: string
  at: Pair
  size: Pair
  name: string
}

export interface DemoText {
  at: Pair
  text: string
  color?: Color
  font?: Font
  size?: Size
  scale?: number
  bold?: boolean
  /** Wraps at this width, in pixels. */
  width?: number
  align?: 'start' | 'middle' | 'end'
}

export interface DemoNote {
  at: Pair
  text: string
  color?: Color
  scale?: number
}

export interface DemoLine {
  points: readonly Pair[]
  color?: Color
  dash?: Dash
  stroke?: Size
}

/** A diagram as a person would describe it. What lies inside a frame becomes a part of it. */
export interface Drawing {
  title: string
  /** What everything looks like unless it says otherwise. */
  look?: { font?: Font; dash?: Dash; stroke?: Size; scale?: number }
  frames?: readonly DemoFrame[]
  /** Drawn beneath the nodes. */
  zones?: readonly DemoNode[]
  lines?: readonly DemoLine[]
  nodes: readonly DemoNode[]
  edges?: readonly DemoEdge[]
  texts?: readonly DemoText[]
  notes?: readonly DemoNote[]
}
