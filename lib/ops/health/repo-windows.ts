import type { UserId } from '@/lib/core/ids'
import type { MaintenanceWindow as WindowRow } from '@/lib/platform/db/generated/client'
import { getDb } from '@/lib/platform/db/prisma'
import type { MaintenanceWindow } from './maintenance-window'

/** More than anybody plans. */
const most = 200

export async function listCurrentWindows(): Promise<MaintenanceWindow[]> {
  const rows = await getDb().maintenanceWindow.findMany({
    where: { endsAt: { gt: new Date() } },
    orderBy: { startsAt: 'asc' },
    take: most,
  })
  return rows.map(({ startsAt, endsAt, componentIds, reason }) => ({
    startsAtMs: startsAt.getTime(),
    endsAtMs: endsAt.getTime(),
    componentIds,
    reason,
  }))
}

interface Page {
  limit: number
  /** Id of the last one of the page before. */
  after: string | null
}

/** The latest first. */
export async function listWindows({ limit, after }: Page): Promise<{ rows: WindowRow[]; total: number }> {
  const [rows, total] = await Promise.all([
    getDb().maintenanceWindow.findMany({
      orderBy: [{ startsAt: 'desc' }, { id: 'desc' }],
      ...(after === null ? {} : { cursor: { id: after }, skip: 1 }),
      take: limit + 1,
    }),
    getDb().maintenanceWindow.count(),
  ])
  return { rows, total }
}

export const countWindows = (now: Date): Promise<number> =>
  getDb().maintenanceWindow.count({ where: { endsAt: { gt: now } } })

interface NewWindow {
  id: string
  startsAt: Date
  endsAt: Date
  componentIds: string[]
  reason: string
  createdById: UserId
}

export const insertWindow = (data: NewWindow): Promise<WindowRow> => getDb().maintenanceWindow.create({ data })

export const findWindowRow = (id: string): Promise<WindowRow | null> =>
  getDb().maintenanceWindow.findUnique({ where: { id } })

export const updateWindow = (
  id: string,
  data: Pick<NewWindow, 'startsAt' | 'endsAt' | 'componentIds' | 'reason'>,
): Promise<WindowRow> => getDb().maintenanceWindow.update({ where: { id }, data })

export const endWindow = (id: string, endsAt: Date): Promise<WindowRow> =>
  getDb().maintenanceWindow.update({ where: { id }, data: { endsAt } })

export const deleteWindow = (id: string): Promise<unknown> => getDb().maintenanceWindow.delete({ where: { id } })
