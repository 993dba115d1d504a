import {
  AssetRecordType,
  type Editor,
  getMediaAssetInfoPartial,
  type TLAsset,
  type TLFileReplaceExternalContent,
} from 'tldraw'
import { loadThen } from '@/components/ui/load-then'
import { loadImport } from '../editor-parts'
import { cleanFile, cleanSvgText } from './clean-file'
import { createBookmark } from './create-bookmark'
import { videoTypes } from './describe-file-fault'
import { placeFiles } from './place-files'

/** How what is pasted and dropped enters the diagram: images through our own server, and no request to anyone else's. */
export function registerContent(editor: Editor, diagramId: string): void {
  editor.registerExternalAssetHandler('file', ({ file, assetId }) => uploadAsset(editor, file, assetId))
  editor.registerExternalAssetHandler('url', async ({ url }) => createBookmark(editor, diagramId, url))
  editor.registerExternalContentHandler('embed', null)
  editor.registerExternalContentHandler('files', async ({ files, point }) => {
    const drawing = files.find((file) => file.name.toLowerCase().endsWith('.tldr'))
    if (drawing) await loadThen(loadImport, ({ importTldrFile }) => importTldrFile(editor, drawing))
    else await placeFiles(editor, files, point)
  })
  editor.registerExternalContentHandler('svg-text', async ({ text, point }) => {
    const clean = await cleanSvgText(text)
    if (clean) await placeFiles(editor, [new File([clean], 'drawing.svg', { type: 'image/svg+xml' })], point)
  })
  editor.registerExternalContentHandler('file-replace', (content) => replaceFile(editor, content))
}

async function uploadAsset(editor: Editor, file: File, assetId?: TLAsset['id']): Promise<TLAsset> {
  const clean = await cleanFile(file)
  const id = assetId ?? AssetRecordType.createId()
  const isVideo = videoTypes.includes(clean.type)
  const info = await getMediaAssetInfoPartial(clean, id, !isVideo, isVideo)
  const { src } = await editor.uploadAsset(info, clean)
  return AssetRecordType.create({ ...info, props: { ...info.props, src } } as TLAsset)
}

/** Another picture in the same place and size; the document changes only when it is uploaded. */
async function replaceFile(editor: Editor, { file, shapeId }: TLFileReplaceExternalContent): Promise<void> {
  const asset = await editor.getAssetForExternalContent({ type: 'file', file })
  const shape = editor.getShape(shapeId)
  if (asset?.type !== 'image' || shape?.type !== 'image') return
  editor.markHistoryStoppingPoint('replace image')
  editor.run(() => {
    editor.createAssets([asset])
    editor.updateShape({ id: shapeId, type: 'image', props: { assetId: asset.id, crop: null } })
  })
}
