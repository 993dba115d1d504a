import type { DiagramId, UserId } from '@/lib/core/ids'
import { getDb } from '@/lib/platform/db/prisma'

export const findProfile = (id: UserId) =>
  getDb().user.findUniqueOrThrow({
    where: { id },
    select: { id: true, email: true, name: true, role: true, emailVerifiedAt: true, createdAt: true },
  })

export const findAvatar = (userId: UserId) => getDb().userAvatar.findUnique({ where: { userId } })

export const listSessions = (userId: UserId) =>
  getDb().session.findMany({
    where: { userId },
    select: { kind: true, userAgent: true, createdAt: true, lastSeenAt: true, expiresAt: true, revokedAt: true },
    orderBy: { createdAt: 'asc' },
  })

export const listKeys = (userId: UserId) =>
  getDb().apiKey.findMany({
    where: { userId },
    select: {
      name: true,
      prefix: true,
      scopes: true,
      createdAt: true,
      expiresAt: true,
      lastUsedAt: true,
      revokedAt: true,
    },
    orderBy: { createdAt: 'asc' },
  })

const pageSize = 100

/** What they own, also from the trash; a page at a time. */
export const listDiagrams = (ownerId: UserId, afterId: DiagramId | null) =>
  getDb().diagram.findMany({
    where: { ownerId, ...(afterId ? { id: { gt: afterId } } : {}) },
    select: {
      id: true,
      title: true,
      kind: true,
      note: true,
      createdAt: true,
      updatedAt: true,
      trashedAt: true,
      members: { select: { role: true, createdAt: true, user: { select: { name: true, email: true } } } },
    },
    orderBy: { id: 'asc' },
    take: pageSize,
  })

/** What of others' they can open. */
export const listMemberships = (userId: UserId) =>
  getDb().diagramMember.findMany({
    where: { userId },
    select: { role: true, createdAt: true, diagram: { select: { id: true, title: true } } },
    orderBy: { createdAt: 'asc' },
  })

export const listTeams = (userId: UserId) =>
  getDb().teamMember.findMany({
    where: { userId },
    select: { role: true, createdAt: true, team: { select: { id: true, name: true } } },
    orderBy: { createdAt: 'asc' },
  })

/** Files that their diagrams show; a page at a time. */
export const listAssets = (ownerId: UserId, afterId: string | null) =>
  getDb().asset.findMany({
    where: { diagrams: { some: { diagram: { ownerId } } }, ...(afterId ? { id: { gt: afterId } } : {}) },
    select: { id: true, contentType: true },
    orderBy: { id: 'asc' },
    take: pageSize,
  })
