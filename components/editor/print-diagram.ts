import type { Editor } from 'tldraw'

/** Prints what is selected, or else everything. tldraw's own way adds a style element, which the page would refuse. */
export async function printDiagram(editor: Editor): Promise<void> {
  const selected = editor.getSelectedShapeIds()
  const ids = selected.length > 0 ? selected : [...editor.getCurrentPageShapeIds()]
  const drawing = await editor.getSvgElement(ids, { background: false, darkMode: false })
  if (!drawing) return
  const paper = document.createElement('div')
  paper.className = 'print-paper'
  paper.append(drawing.svg)
  document.body.append(paper)
  addEventListener('afterprint', () => paper.remove(), { once: true })
  print()
}
