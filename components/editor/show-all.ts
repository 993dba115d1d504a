import type { Editor } from 'tldraw'
import { type Box, computeFitCamera } from './fit-camera'

/** Shows a part of the current page, everything on it by default, between the bars; an empty page stays where it is. */
export function showAll(editor: Editor, part: Box | null = findDrawn(editor)): void {
  const { w: width, h: height } = editor.getViewportScreenBounds()
  if (part) editor.setCamera(computeFitCamera(part, { width, height }), { immediate: true })
}

function findDrawn(editor: Editor): Box | null {
  const drawn = editor.getCurrentPageBounds()
  return drawn ? { x: drawn.x, y: drawn.y, width: drawn.w, height: drawn.h } : null
}
