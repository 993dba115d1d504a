import { type Atom, atom, type Editor, type TLShapeId } from 'tldraw'

const asked = new WeakMap<Editor, Atom<readonly TLShapeId[] | null>>()

/** The shapes for which a component is being chosen in this editor; null while none is. */
export function getAskedShapes(editor: Editor): Atom<readonly TLShapeId[] | null> {
  const known = asked.get(editor) ?? atom<readonly TLShapeId[] | null>('asked shapes', null)
  asked.set(editor, known)
  return known
}
