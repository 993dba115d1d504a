import { newId } from '@/lib/core/ids'
import { dayMs, type Now } from '@/lib/core/time'
import { getDb } from '@/lib/platform/db/prisma'
import { getLog } from '@/lib/platform/log/log'
import { planIncidents } from './engine/plan-incidents'
import { tellIncidentsChanged } from './incidents-changed'
import { loadSituation } from './store/load-situation'
import { PlannedTooLate, savePlans } from './store/save-plans'

const mostAttempts = 5

interface Reconcile {
  /** Whether incidents of alerts are shown on the public page from the start. */
  readIsPublic(): Promise<boolean>
  now?: Now
}

/** Makes incidents say what alerts say; called again, it changes nothing. Errors: those of the database. */
export async function reconcileIncidents({ readIsPublic, now = Date.now }: Reconcile): Promise<void> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const plans = planIncidents(await loadSituation(now()), () => newId<string>())
    if (plans.length === 0) return
    try {
      await savePlans(plans, { isPublic: await readIsPublic() })
    } catch (error) {
      if (error instanceof PlannedTooLate) continue
      throw error
    }
    for (const { incident, updates } of plans)
      getLog('incidents').info(
        { incidentId: incident.id, status: incident.status, what: updates.map(({ kind }) => kind) },
        'alerts changed an incident',
      )
    await tellIncidentsChanged()
    return
  }
}

const keptMs = 400 * dayMs

/** Forgets what has been over for more than a year, as alerts do. */
export const pruneIncidents = (nowMs: number): Promise<unknown> =>
  getDb().incident.deleteMany({ where: { status: 'resolved', resolvedAt: { lt: new Date(nowMs - keptMs) } } })
