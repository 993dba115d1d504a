import { AssetRecordType, type Editor, getHashForString, type TLBookmarkAsset, type TLBookmarkShape } from 'tldraw'
import { api } from '@/lib/client/api'
import { bareLinkPreview } from '@/lib/features/link-previews/pure/bare-link-preview'
import type { LinkPreviewDto } from '@/lib/features/link-previews/schema'

/**
 * A card for a link, at once with its host; what the page says of itself is filled in when the server knows it. Without
 * network, and for whoever may not look, it stays as it is.
 */
export function createBookmark(editor: Editor, diagramId: string, url: string): TLBookmarkAsset {
  const { title, description, image, favicon } = bareLinkPreview(url)
  const id = AssetRecordType.createId(getHashForString(url))
  void fillIn(editor, id, api.post<LinkPreviewDto>(`/api/diagrams/${diagramId}/link-previews`, { url }))
  return {
    id,
    typeName: 'asset',
    type: 'bookmark',
    props: { src: url, title, description, image, favicon },
    meta: {},
  }
}

async function fillIn(editor: Editor, id: TLBookmarkAsset['id'], asked: Promise<LinkPreviewDto>): Promise<void> {
  const preview = await asked.catch(() => null)
  const asset = editor.getAsset(id)
  if (!preview || asset?.type !== 'bookmark' || editor.isDisposed) return
  const { title, description, image, favicon } = preview
  // Nobody's step: undoing it would bring back a card that says less.
  editor.run(
    () => {
      editor.updateAssets([{ id, type: 'bookmark', props: { ...asset.props, title, description, image, favicon } }])
      for (const shape of listCards(editor, id)) remeasure(editor, shape)
    },
    { history: 'ignore' },
  )
}

const listCards = (editor: Editor, id: TLBookmarkAsset['id']): TLBookmarkShape[] =>
  editor.store.allRecords().filter((record): record is TLBookmarkShape => {
    const isCard = record.typeName === 'shape' && record.type === 'bookmark'
    return isCard && 'assetId' in record.props && record.props.assetId === id
  })

/** A card takes the height of what it shows when it gets its asset, and only then. */
function remeasure(editor: Editor, { id, props }: TLBookmarkShape): void {
  editor.updateShape({ id, type: 'bookmark', props: { assetId: null } })
  editor.updateShape({ id, type: 'bookmark', props: { assetId: props.assetId } })
}
