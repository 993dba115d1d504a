import { dayMs } from '@/lib/core/time'
import { getDb } from '@/lib/platform/db/prisma'

const keptMs = 400 * dayMs

/** Forgets what has been over for more than a year, and the silences and notices of that time. */
export async function pruneAlerts(nowMs: number): Promise<void> {
  const before = new Date(nowMs - keptMs)
  await getDb().alert.deleteMany({ where: { status: 'resolved', resolvedAt: { lt: before } } })
  await getDb().alertNotice.deleteMany({ where: { queuedAt: { lt: before } } })
  await getDb().silence.deleteMany({ where: { endsAt: { lt: before } } })
}
