import type { DiagramId, TeamId, UserId } from '@/lib/core/ids'
import type { AuditRecorder } from '@/lib/platform/audit/record-audit'
import type { Prisma } from '@/lib/platform/db/generated/client'
import { getPool } from '@/lib/platform/db/pool'
import { getDb } from '@/lib/platform/db/prisma'
import type { TeamRole } from '../teams/pure/team-roles'
import type { DiagramKind } from './schema'

/** A diagram as one actor meets it: its own columns, and the actor's memberships, star and last visit. */
export interface DiagramRow {
  id: DiagramId
  title: string
  kind: DiagramKind
  note: string
  ownerId: UserId
  ownerName: string
  lastEditedById: UserId | null
  lastEditorName: string | null
  documentClock: string
  sizeBytes: number
  viewCount: number
  createdAt: Date
  updatedAt: Date
  trashedAt: Date | null
  memberRole: 'editor' | 'viewer' | null
  teamId: TeamId | null
  teamName: string | null
  teamRole: TeamRole | null
  starredAt: Date | null
  viewedAt: Date | null
}

export interface DiagramWithDocumentRow extends DiagramRow {
  /** Null until something has been stored, as is `recordsJson`; both when the clock is the one that was known. */
  schemaJson: string | null
  /** The members of the store's JSON object, without its braces; null when there are none. */
  recordsJson: string | null
}

/** `$1` is the actor's user id. */
export const diagramColumns = `
  d.id, d.title, d.kind, d.note, d.owner_id AS "ownerId", o.name AS "ownerName",
  d.last_edited_by_id AS "lastEditedById", e.name AS "lastEditorName", d.document_clock AS "documentClock",
  d.size_bytes AS "sizeBytes", d.view_count AS "viewCount", d.created_at AS "createdAt", d.updated_at AS "updatedAt",
  d.trashed_at AS "trashedAt", m.role AS "memberRole", d.team_id AS "teamId", t.name AS "teamName",
  tm.role AS "teamRole", s.starred_at AS "starredAt", s.viewed_at AS "viewedAt"`

export const diagramJoins = `
  FROM diagrams d
  JOIN users o ON o.id = d.owner_id
  LEFT JOIN users e ON e.id = d.last_edited_by_id
  LEFT JOIN diagram_members m ON m.diagram_id = d.id AND m.user_id = $1
  LEFT JOIN teams t ON t.id = d.team_id
  LEFT JOIN team_members tm ON tm.team_id = d.team_id AND tm.user_id = $1
  LEFT JOIN diagram_user_states s ON s.diagram_id = d.id AND s.user_id = $1`

interface NewDiagram {
  id: DiagramId
  title: string
  kind: DiagramKind
  note: string
  ownerId: UserId
  teamId: TeamId | null
}

export const diagramRepo = {
  /** `userId` null: as someone who is nothing to any diagram. */
  async find(diagramId: DiagramId, userId: UserId | null): Promise<DiagramRow | null> {
    const { rows } = await getPool().query<DiagramRow>({
      name: 'diagrams.find',
      text: `SELECT ${diagramColumns} ${diagramJoins} WHERE d.id = $2`,
      values: [userId ?? '', diagramId],
    })
    return rows[0] ?? null
  },

  /**
   * The same with the document as JSON text, in one round trip: nothing is parsed only to be written out again. Without it
   * when its clock is `knownClock`, which names one state of it.
   */
  async findWithDocument(
    diagramId: DiagramId,
    userId: UserId | null,
    knownClock: string | null,
  ): Promise<DiagramWithDocumentRow | null> {
    const { rows } = await getPool().query<DiagramWithDocumentRow>({
      name: 'diagrams.findWithDocument',
      text: `SELECT ${diagramColumns}, CASE WHEN d.document_clock IS DISTINCT FROM $3 THEN d.document_schema::text END
        AS "schemaJson", CASE WHEN d.document_clock IS DISTINCT FROM $3 THEN (
          SELECT string_agg(to_json(r.record_id)::text || ':' || r.state::text, ',')
          FROM diagram_records r WHERE r.diagram_id = d.id AND NOT r.deleted
        ) END AS "recordsJson" ${diagramJoins} WHERE d.id = $2`,
      values: [userId ?? '', diagramId, knownClock],
    })
    return rows[0] ?? null
  },

  async findPreview(diagramId: DiagramId): Promise<{ svg: string; documentClock: bigint } | null> {
    return getDb().diagramPreview.findUnique({ where: { diagramId }, select: { svg: true, documentClock: true } })
  },

  async insert(row: NewDiagram, db: Pick<Prisma.TransactionClient, 'diagram'> = getDb()): Promise<void> {
    await db.diagram.create({ data: { ...row, lastEditedById: row.ownerId } })
  },

  /** What decides who may move it, held until the transaction ends. */
  async lock(tx: Prisma.TransactionClient, id: DiagramId): Promise<{ ownerId: UserId; teamId: TeamId | null } | null> {
    const rows = await tx.$queryRaw<{ ownerId: UserId; teamId: TeamId | null }[]>`
      SELECT owner_id AS "ownerId", team_id AS "teamId" FROM diagrams WHERE id = ${id} FOR NO KEY UPDATE`
    return rows[0] ?? null
  },

  async setTeam(tx: Prisma.TransactionClient, { id, teamId }: { id: DiagramId; teamId: TeamId | null }): Promise<void> {
    await tx.$executeRaw`UPDATE diagrams SET team_id = ${teamId} WHERE id = ${id}`
  },

  async rename(diagramId: DiagramId, change: { title: string; by: UserId | null }): Promise<void> {
    await getDb().diagram.update({
      where: { id: diagramId },
      data: { title: change.title, updatedAt: new Date(), ...(change.by ? { lastEditedById: change.by } : {}) },
    })
  },

  async setStarred(diagramId: DiagramId, change: { userId: UserId; starred: boolean }): Promise<void> {
    const { userId, starred } = change
    const starredAt = starred ? new Date() : null
    await getDb().diagramUserState.upsert({
      where: { diagramId_userId: { diagramId, userId } },
      create: { diagramId, userId, starredAt },
      update: { starredAt },
    })
  },

  async recordView(diagramId: DiagramId, userId: UserId): Promise<void> {
    const viewedAt = new Date()
    await getDb().$transaction([
      getDb().diagramUserState.upsert({
        where: { diagramId_userId: { diagramId, userId } },
        create: { diagramId, userId, viewedAt },
        update: { viewedAt },
      }),
      getDb().diagram.update({ where: { id: diagramId }, data: { viewCount: { increment: 1 } } }),
    ])
  },

  async setTrashed(diagramId: DiagramId, trashedAt: Date | null): Promise<void> {
    await getDb().diagram.update({ where: { id: diagramId }, data: { trashedAt } })
  },

  /** Deletes a diagram and everything that hangs on it; doing so twice is fine. */
  async delete(diagramId: DiagramId, record?: AuditRecorder): Promise<void> {
    await getDb().$transaction(async (tx) => {
      const { count } = await tx.diagram.deleteMany({ where: { id: diagramId } })
      if (count > 0) await record?.(tx)
    })
  },
}
