import { getDb } from '@/lib/platform/db/prisma'
import type { AlertRow } from './present-alert'

const includeName = { acknowledgedBy: { select: { name: true } } }

/** More than this is never active at once. */
const mostActive = 1_000

export const listActive = (): Promise<AlertRow[]> =>
  getDb().alert.findMany({
    where: { status: 'active' },
    orderBy: [{ triggeredAt: 'desc' }, { id: 'asc' }],
    include: includeName,
    take: mostActive,
  })

export const listResolved = (limit: number): Promise<AlertRow[]> =>
  getDb().alert.findMany({
    where: { status: 'resolved' },
    orderBy: [{ triggeredAt: 'desc' }, { id: 'asc' }],
    include: includeName,
    take: limit,
  })

export const listIncidents = (alertId: string, limit: number) =>
  getDb().alert.findMany({
    where: { alertId },
    orderBy: { triggeredAt: 'desc' },
    include: { ...includeName, events: true },
    take: limit,
  })
