import { createShapeId, type TLGeoShape, type TLPageId, toRichText } from '@tldraw/tlschema'

/** A valid rectangle on the first page of a new document. */
export function makeShape(
  given: { id?: string; x?: number; text?: string; meta?: TLGeoShape['meta'] } = {},
): TLGeoShape {
  return {
    id: createShapeId(given.id),
    typeName: 'shape',
    type: 'geo',
    parentId: 'page:page' as TLPageId,
    index: 'a1' as TLGeoShape['index'],
    x: given.x ?? 0,
    y: 0,
    rotation: 0,
    isLocked: false,
    opacity: 1,
    meta: given.meta ?? {},
    props: {
      geo: 'rectangle',
      w: 100,
      h: 60,
      growY: 0,
      scale: 1,
      color: 'black',
      labelColor: 'black',
      fill: 'none',
      dash: 'draw',
      size: 'm',
      font: 'draw',
      align: 'middle',
      verticalAlign: 'middle',
      url: '',
      richText: toRichText(given.text ?? ''),
    },
  }
}
