import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import type { DiagramId } from '@/lib/core/ids'
import { getObjectStore } from '@/lib/platform/objects/get-object-store'
import { spool } from '@/lib/platform/objects/spool'
import { authorizeDiagram } from '../diagrams/authorize-diagram'
import { type Inspected, inspectUpload } from './inspect-upload'
import { assetRepo } from './repo'
import { type AssetDto, assetUrl, maxAssetBytes } from './schema'

interface Upload {
  actor: Actor
  diagramId: DiagramId
  pieces: Pieces
}

type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/**
 * Keeps an uploaded file for a diagram. The same bytes are kept once, whoever uploads them. Errors: unauthenticated,
 * not_found and forbidden as for the diagram, before anything is received; payload_too_large, unsupported_media_type,
 * invalid_input, unavailable.
 */
export async function storeAsset({ actor, diagramId, pieces }: Upload): Promise<AssetDto> {
  await authorizeDiagram({ actor, diagramId, action: 'edit' })
  const file = await spool(limitSize(pieces))
  try {
    const inspected = await inspectUpload(file)
    await keep(inspected, { actor, diagramId })
    return present(inspected)
  } finally {
    await file.discard()
  }
}

async function* limitSize(pieces: Pieces): AsyncGenerator<Uint8Array> {
  let sizeBytes = 0
  for await (const piece of pieces) {
    sizeBytes += piece.byteLength
    if (sizeBytes > maxAssetBytes) {
      throw new AppError('payload_too_large', 'A file may have at most 25 MB. Nothing was stored.')
    }
    yield piece
  }
}

/**
 * The object first: a row never promises bytes that are not there. Looked at again after the row is saved, since until
 * then the same bytes could have been cleared away as nobody's; from then on they cannot.
 */
async function keep(file: Inspected, { actor, diagramId }: Omit<Upload, 'pieces'>): Promise<void> {
  const { id, contentType, sizeBytes } = file
  await putUnlessThere(file)
  const uploaderId = actor.type === 'user' ? actor.id : null
  await assetRepo.save({ id, contentType, sizeBytes, uploaderId }, diagramId)
  await putUnlessThere(file)
}

async function putUnlessThere(file: Inspected): Promise<void> {
  const store = getObjectStore()
  if (!(await store.head('uploads', file.id))) await store.put('uploads', file.id, file.open())
}

const present = ({ id, contentType, sizeBytes, size }: Inspected): AssetDto => ({
  id,
  url: assetUrl(id),
  contentType,
  sizeBytes,
  ...(size ?? {}),
})
