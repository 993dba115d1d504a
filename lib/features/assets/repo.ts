import type { AssetId, DiagramId, UserId } from '@/lib/core/ids'
import { getPool } from '@/lib/platform/db/pool'
import { getDb } from '@/lib/platform/db/prisma'
import { reachable } from '../diagrams/pure/reachable-sql'

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

  async countAll(): Promise<{ count: number; sizeBytes: number }> {
    const { _count, _sum } = await getDb().asset.aggregate({ _count: true, _sum: { sizeBytes: true } })
    return { count: _count, sizeBytes: Number(_sum.sizeBytes ?? 0) }
  },

  /**
   * Saves the row unless there is one, and links it to the diagram unless it is. The link is pending until a document of
   * the diagram shows the asset. Waits while the asset is being cleared away.
   */
  async save(asset: AssetRow, diagramId: DiagramId, now = new Date()): Promise<void> {
    const { id, contentType, sizeBytes, uploaderId } = asset
    await getDb().$transaction([
      getDb().$executeRaw`
        INSERT INTO assets (id, content_type, size_bytes, uploader_id)
        VALUES (${id}, ${contentType}, ${sizeBytes}, ${uploaderId})
        ON CONFLICT (id) DO UPDATE SET unused_since = NULL`,
      getDb().$executeRaw`
        INSERT INTO diagram_assets AS link (diagram_id, asset_id, pending_since)
        VALUES (${diagramId}, ${id}, ${now})
        ON CONFLICT (diagram_id, asset_id) DO UPDATE SET pending_since = excluded.pending_since
        WHERE link.pending_since IS NOT NULL`,
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
    const { rows } = await getPool().query<{ id: DiagramId }>(
      `SELECT d.id FROM diagram_assets l JOIN diagrams d ON d.id = l.diagram_id
       WHERE l.asset_id = $2 AND ${reachable} LIMIT ${maxCandidates}`,
      [userId, assetId],
    )
    return rows.map(({ id }) => id)
  },
}
