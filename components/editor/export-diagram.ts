import type { Editor } from 'tldraw'
import { computeFileName, downloadFile } from './download-file'
import { serializeTldr } from './serialize-tldr'

export interface ExportChoice {
  format: 'png' | 'svg' | 'tldr'
  area: 'page' | 'selection'
  /** Pixels per unit of the drawing, for PNG. */
  scale: 1 | 2 | 4
  isTransparent: boolean
}

/** Makes the file a person chose and downloads it. Throws with a sentence when there is nothing to export. */
export async function exportDiagram(editor: Editor, title: string, choice: ExportChoice): Promise<void> {
  if (choice.format === 'tldr') {
    return downloadDocument(editor.store.getStoreSnapshot('document'), title)
  }
  const ids = choice.area === 'selection' ? editor.getSelectedShapeIds() : [...editor.getCurrentPageShapeIds()]
  if (ids.length === 0) throw new Error('There is nothing on this page yet.')
  const background = !choice.isTransparent
  const { blob } = await editor.toImage(ids, { format: choice.format, background, scale: 1, pixelRatio: choice.scale })
  downloadFile(blob, computeFileName(title, choice.format))
}

/** A document as a `.tldr` file. */
export async function downloadDocument(document: Parameters<typeof serializeTldr>[0], title: string): Promise<void> {
  const text = await serializeTldr(document)
  downloadFile(new Blob([text], { type: 'application/vnd.tldraw+json' }), computeFileName(title, 'tldr'))
}
