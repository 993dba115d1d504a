import {
  defaultHandleExternalEmbedContent,
  type Editor,
  type TLAsset,
  type TLEmbedExternalContent,
  type TLFileReplaceExternalContent,
} from 'tldraw'
import { loadThen } from '@/components/ui/load-then'
import { toast } from '@/components/ui/toast'
import { loadImport } from '../editor-parts'
import { showEmbed } from '../embeds/shown-embeds'
import { cleanSvgText } from './clean-file'
import { createBookmark } from './create-bookmark'
import type { PendingUploads } from './pending-uploads'
import { placeFiles } from './place-files'
import { prepareFile, withSource } from './prepare-file'

interface Surroundings {
  diagramId: string
  pending: PendingUploads
}

/** How what is pasted and dropped enters the diagram: images through our own server, and no request to anyone else's but for an embed of a service we know. */
export function registerContent(editor: Editor, { diagramId, pending }: Surroundings): void {
  editor.registerExternalAssetHandler('file', ({ file, assetId }) => uploadAsset(editor, file, assetId))
  editor.registerExternalAssetHandler('url', async ({ url }) => createBookmark(editor, diagramId, url))
  editor.registerExternalContentHandler('embed', (content) => pasteEmbed(editor, content))
  editor.registerExternalContentHandler('files', async ({ files, point }) => {
    const drawing = files.find((file) => file.name.toLowerCase().endsWith('.tldr'))
    if (drawing) await loadThen(loadImport, ({ importTldrFile }) => importTldrFile(editor, drawing))
    else await placeFiles(editor, files, { at: point, pending })
  })
  editor.registerExternalContentHandler('svg-text', async ({ text, point }) => {
    const clean = await cleanSvgText(text)
    const file = clean && new File([clean], 'drawing.svg', { type: 'image/svg+xml' })
    if (file) await placeFiles(editor, [file], { at: point, pending })
  })
  editor.registerExternalContentHandler('file-replace', (content) => replaceFile(editor, content))
}

/** Who pastes a page wants to see it; others are asked. */
function pasteEmbed(editor: Editor, content: TLEmbedExternalContent<unknown>): void {
  defaultHandleExternalEmbedContent(editor, content)
  for (const shape of editor.getSelectedShapes()) if (shape.type === 'embed') showEmbed(shape.id)
}

async function uploadAsset(editor: Editor, given: File, assetId?: TLAsset['id']): Promise<TLAsset> {
  const { asset, file } = await prepareFile(given, assetId)
  return withSource(asset, (await editor.uploadAsset(asset, file)).src)
}

/** Another picture in the same place and size; the document changes only when it is uploaded. */
async function replaceFile(editor: Editor, content: TLFileReplaceExternalContent): Promise<void> {
  const { file, shapeId } = content
  const asset = await uploadAsset(editor, file).catch((error: unknown) => {
    toast.error(`${file.name} could not be uploaded`, {
      description: `${error instanceof Error ? error.message : ''} The old picture is still there.`.trim(),
      duration: Number.POSITIVE_INFINITY,
      action: { label: 'Retry', onClick: () => void replaceFile(editor, content) },
      closeButton: true,
    })
  })
  const shape = editor.getShape(shapeId)
  if (asset?.type !== 'image' || shape?.type !== 'image') return
  editor.markHistoryStoppingPoint('replace image')
  editor.run(() => {
    editor.createAssets([asset])
    editor.updateShape({ id: shapeId, type: 'image', props: { assetId: asset.id, crop: null } })
  })
}
