import type { AssetId, DiagramId, UserId } from '@/lib/core/ids'
import { getDb } from '@/lib/platform/db/prisma'

export interface AssetRow {
  id: string
  contentType: string
  sizeBytes: number
  uploaderId: string | null
}

/** More diagrams than this are not asked about when someone fetches an asset; nobody is in that many with one picture. */
const maxCandidates = 50

export const assetRepo = {
  async find(id: AssetId): Promise<AssetRow | null> {
    return getDb().asset.findUnique({
      where: { id },
      select: { id: true, contentType: true, sizeBytes: true, uploaderId: true },
    })
  },

  /** Saves the row unless there is one, and links it to the diagram unless it is. */
  async save(asset: AssetRow, diagramId: DiagramId): Promise<void> {
    await getDb().$transaction([
      getDb().asset.createMany({ data: [asset], skipDuplicates: true }),
      getDb().diagramAsset.createMany({ data: [{ diagramId, assetId: asset.id }], skipDuplicates: true }),
    ])
  },

  /** Those of the ids that belong to the diagram. */
  async listLinked(diagramId: DiagramId, ids: readonly string[]): Promise<AssetRow[]> {
    return getDb().asset.findMany({
      where: { id: { in: [...ids] }, diagrams: { some: { diagramId } } },
      select: { id: true, contentType: true, sizeBytes: true, uploaderId: true },
    })
  },

  /** Diagrams that show the asset and with which the user has something to do; the policy decides about each. */
  async listCandidates(assetId: AssetId, userId: UserId): Promise<DiagramId[]> {
    const links = await getDb().diagramAsset.findMany({
      where: { assetId, diagram: { OR: [{ ownerId: userId }, { members: { some: { userId } } }] } },
      select: { diagramId: true },
      take: maxCandidates,
    })
    return links.map(({ diagramId }) => diagramId as DiagramId)
  },
}
