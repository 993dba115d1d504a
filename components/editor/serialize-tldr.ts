import { FileHelpers, type SerializedSchema, type SerializedStore, type TLAsset, type TLRecord } from 'tldraw'

const fileFormatVersion = 1

interface StoreSnapshot {
  schema: SerializedSchema
  store: SerializedStore<TLRecord>
}

/**
 * The document as a `.tldr` file that stands alone: the images are inside, the cursors of others are not. An image that
 * cannot be read keeps its address.
 */
export async function serializeTldr({ schema, store }: StoreSnapshot): Promise<string> {
  const records = Object.values<TLRecord>(store)
  const used = new Set(records.flatMap((record) => findAssetId(record) ?? []))
  const wanted = records.filter((record) => record.typeName !== 'asset' || used.has(record.id))
  const standing = await Promise.all(wanted.map((record) => (record.typeName === 'asset' ? embed(record) : record)))
  return JSON.stringify({
    tldrawFileFormatVersion: fileFormatVersion,
    schema,
    records: standing,
  })
}

function findAssetId(record: TLRecord): string | null {
  if (record.typeName !== 'shape' || !('assetId' in record.props)) return null
  return typeof record.props.assetId === 'string' ? record.props.assetId : null
}

async function embed(asset: TLAsset): Promise<TLAsset> {
  if (asset.type === 'bookmark' || !asset.props.src?.startsWith('/')) return asset
  try {
    const src = await FileHelpers.urlToDataUrl(asset.props.src)
    return { ...asset, props: { ...asset.props, src } } as TLAsset
  } catch {
    return asset
  }
}
