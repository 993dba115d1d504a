import type { Editor, TLShape, TLShapeId } from 'tldraw'
import { bindMeta, findBoundComponent } from '@/lib/features/component-bindings/pure/component-binding'

/** Makes these shapes show the state of a component, or of none with null, in one step that one undo takes back. */
export function bindShapes(editor: Editor, ids: readonly TLShapeId[], componentId: string | null): void {
  if (editor.getIsReadonly()) return
  const shapes = ids
    .map((id) => editor.getShape(id))
    .filter((shape): shape is TLShape => shape !== undefined && !editor.isShapeOrAncestorLocked(shape))
    .filter(({ meta }) => findBoundComponent(meta) !== componentId)
  if (shapes.length === 0) return
  editor.markHistoryStoppingPoint('show state')
  // `updateShapes` merges into `meta`, and could take nothing out of it.
  editor.run(() => editor.store.put(shapes.map((shape) => ({ ...shape, meta: bindMeta(shape.meta, componentId) }))))
}

/** Of the selected shapes those that can be bound, and whether one of them is. */
export function readBindable(editor: Editor): { ids: TLShapeId[]; isBound: boolean } {
  const shapes = editor.getSelectedShapes().filter((shape) => !editor.isShapeOrAncestorLocked(shape))
  return { ids: shapes.map(({ id }) => id), isBound: shapes.some(({ meta }) => findBoundComponent(meta) !== null) }
}
