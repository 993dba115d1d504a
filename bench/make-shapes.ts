import { createShapeId, type TLShapePartial, toRichText } from '@tldraw/tlschema'

const colors = ['black', 'blue', 'green', 'grey', 'light-blue', 'orange', 'red', 'violet'] as const

/** The same drawing for both sides of a benchmark: labelled boxes on a grid, 40 to a row. */
export function makeShapes(count: number): TLShapePartial[] {
  return Array.from({ length: count }, (_, index) => ({
    id: createShapeId(`bench-${index}`),
    type: 'geo',
    x: (index % 40) * 140,
    y: Math.floor(index / 40) * 100,
    props: {
      geo: index % 3 === 0 ? 'ellipse' : 'rectangle',
      w: 110,
      h: 70,
      color: colors[index % colors.length],
      size: 's',
      richText: toRichText(`Node ${index}`),
    },
  }))
}
