import { AssetRecordType, getMediaAssetInfoPartial, type TLAsset } from 'tldraw'
import { cleanFile } from './clean-file'
import { videoTypes } from './describe-file-fault'

export interface PreparedFile {
  /** What the document will say about it; without a source as long as it is not uploaded. */
  asset: TLAsset
  /** As it may be uploaded. */
  file: File
}

/** Throws a sentence when it is no picture or video after all. */
export async function prepareFile(given: File, assetId = AssetRecordType.createId()): Promise<PreparedFile> {
  const file = await cleanFile(given)
  const isVideo = videoTypes.includes(file.type)
  const info = await getMediaAssetInfoPartial(file, assetId, !isVideo, isVideo)
  return { asset: withSource(AssetRecordType.create(info as TLAsset), null), file }
}

export const withSource = (asset: TLAsset, src: string | null): TLAsset =>
  ({ ...asset, props: { ...asset.props, src } }) as TLAsset
