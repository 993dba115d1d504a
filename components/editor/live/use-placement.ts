import { type RefObject, useRef } from 'react'
import { type TLShapeId, useEditor, useQuickReactor, useValue } from 'tldraw'
import { chooseDetail, type StateDetail } from './describe-state'

/** Keeps an element at the lower left corner of a shape, without rendering anew, and says how much there is room for. */
export function usePlacement(shapeId: TLShapeId): { element: RefObject<HTMLLIElement | null>; detail: StateDetail } {
  const editor = useEditor()
  const element = useRef<HTMLLIElement>(null)
  useQuickReactor('place state', () => {
    const bounds = editor.getShapeMaskedPageBounds(shapeId)
    if (!element.current || !bounds) return
    const scale = 'scale(calc(1 / var(--tl-zoom)))'
    element.current.style.transform = `translate(${bounds.minX}px, ${bounds.maxY}px) ${scale}`
  }, [editor, shapeId])
  const detail = useValue(
    'detail of state',
    () => chooseDetail((editor.getShapeMaskedPageBounds(shapeId)?.w ?? 0) * editor.getZoomLevel()),
    [editor, shapeId],
  )
  return { element, detail }
}
