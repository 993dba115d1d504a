import type { Actor } from '@/lib/core/actor'
import { AppError, notFound } from '@/lib/core/errors'
import type { AssetId } from '@/lib/core/ids'
import { getObjectStore } from '@/lib/platform/objects/get-object-store'
import type { ByteRange } from '@/lib/platform/objects/object-store'
import { findDiagramAccess } from '../diagrams/find-diagram-access'
import { isAllowed } from '../diagrams/policy'
import { type AssetPresentation, presentAssetFile } from './pure/present-asset-file'
import { type AssetRow, assetRepo } from './repo'
import { isAssetType } from './schema'

export interface OpenAsset {
  sizeBytes: number
  /** How it is presented to a browser. */
  file: AssetPresentation
  /** The bytes, or the range of them; read once. */
  open(range?: ByteRange): Promise<ReadableStream<Uint8Array>>
}

/** An asset for someone who may see it: its uploader, or a viewer of a diagram that shows it. Errors: not_found. */
export async function openAsset(asked: { actor: Actor; assetId: AssetId }): Promise<OpenAsset> {
  const asset = await assetRepo.find(asked.assetId)
  if (!asset || !(await mayView(asked.actor, asked.assetId, asset))) throw notFound('file')
  if (!isAssetType(asset.contentType)) throw notFound('file')
  return {
    sizeBytes: asset.sizeBytes,
    file: presentAssetFile(asked.assetId, asset.contentType),
    async open(range) {
      const stream = await getObjectStore().get('uploads', asked.assetId, range)
      if (!stream) throw new AppError('unavailable', 'The file is not at hand right now. Please try again later.')
      return stream
    },
  }
}

async function mayView(actor: Actor, assetId: AssetId, asset: AssetRow): Promise<boolean> {
  if (actor.type === 'system') return true
  if (actor.type === 'anonymous') return false
  if (asset.uploaderId === actor.id) return true
  for (const diagramId of await assetRepo.listCandidates(assetId, actor.id)) {
    if (isAllowed(await findDiagramAccess({ actor, diagramId }), 'view')) return true
  }
  return false
}
