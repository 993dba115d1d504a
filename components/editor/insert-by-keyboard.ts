import type { Editor, TLPointerEventInfo } from 'tldraw'

/** Tools whose single click makes a shape of the usual size. */
const clickTools = ['geo', 'note', 'text', 'frame']

/** Makes the shape of the chosen tool in the middle of the view, for people who draw without a pointer. */
export function insertByKeyboard(editor: Editor): void {
  if (editor.getIsReadonly() || !clickTools.includes(editor.getCurrentToolId())) return
  const point = editor.getViewportScreenCenter()
  const event: Omit<TLPointerEventInfo, 'name'> = {
    type: 'pointer',
    target: 'canvas',
    point,
    pointerId: 0,
    button: 0,
    isPen: false,
    shiftKey: false,
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    accelKey: false,
  } as const
  for (const name of ['pointer_move', 'pointer_down', 'pointer_up'] as const) {
    editor.dispatch({ ...event, target: 'canvas', name } as TLPointerEventInfo)
  }
}
