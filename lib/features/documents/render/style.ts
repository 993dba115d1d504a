import type { Props } from './shape-record'

/** Sizes in page pixels as tldraw draws them. */
export const strokeWidths = { s: 2, m: 3.5, l: 5, xl: 10 } as const
export const textSizes = { s: 18, m: 24, l: 36, xl: 44 } as const
export const labelSizes = { s: 18, m: 22, l: 26, xl: 32 } as const
export const arrowLabelSizes = { s: 18, m: 20, l: 24, xl: 28 } as const
export const lineHeight = 1.35
export const labelPadding = 16
export const arrowLabelPadding = 4.25
export const noteSize = 200

export type Size = keyof typeof strokeWidths
export type Dash = 'draw' | 'solid' | 'dashed' | 'dotted'
export type Fill = 'none' | 'semi' | 'solid' | 'pattern' | 'fill'
export type Font = 'draw' | 'sans' | 'serif' | 'mono'
export type Align = 'start' | 'middle' | 'end' | 'start-legacy' | 'middle-legacy' | 'end-legacy'

const aligns = ['start', 'middle', 'end', 'start-legacy', 'middle-legacy', 'end-legacy'] as const

export const sizeOf = (props: Props): Size => props.choice('size', ['s', 'm', 'l', 'xl'], 'm')
export const dashOf = (props: Props): Dash => props.choice('dash', ['draw', 'solid', 'dashed', 'dotted'], 'draw')
export const fillOf = (props: Props): Fill => props.choice('fill', ['none', 'semi', 'solid', 'pattern', 'fill'], 'none')
export const fontOf = (props: Props): Font => props.choice('font', ['draw', 'sans', 'serif', 'mono'], 'draw')
export const alignOf = (props: Props, name = 'align'): Align => props.choice(name, aligns, 'middle')
export const verticalAlignOf = (props: Props) => props.choice('verticalAlign', ['start', 'middle', 'end'], 'middle')
export const scaleOf = (props: Props): number => props.number('scale', 1, { min: 0.01, max: 1000 })
export const strokeWidthOf = (props: Props): number => strokeWidths[sizeOf(props)] * scaleOf(props)
