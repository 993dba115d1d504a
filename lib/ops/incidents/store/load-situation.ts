import { dayMs } from '@/lib/core/time'
import { getDb } from '@/lib/platform/db/prisma'
import type { FiredAlert, IncidentState } from '../engine/incident-state'

/** An alert that fired earlier and is over is history; nobody opens an incident for it any more. */
const lookBackMs = dayMs

export interface Situation {
  incidents: IncidentState[]
  alerts: FiredAlert[]
}

/** All that incidents follow from: critical alerts that nobody has silenced. */
export async function loadSituation(nowMs: number): Promise<Situation> {
  const since = new Date(nowMs - lookBackMs)
  const [incidents, alerts] = await Promise.all([
    getDb().incident.findMany({
      where: { OR: [{ status: { not: 'resolved' } }, { resolvedAt: { gt: new Date(since.getTime() - lookBackMs) } }] },
    }),
    getDb().alert.findMany({
      where: {
        severity: 'critical',
        OR: [
          { told: { incident: { status: { not: 'resolved' } } } },
          { told: null, AND: [{ OR: [{ status: 'active' }, { triggeredAt: { gt: since } }] }, isHeard] },
        ],
      },
      include: { told: true },
    }),
  ])
  return { incidents: incidents.map(toState), alerts: alerts.map(toFired) }
}

const isHeard = { OR: [{ mutedBy: null }, { NOT: { mutedBy: { startsWith: 'silence:' } } }] }

type IncidentRow = Awaited<ReturnType<ReturnType<typeof getDb>['incident']['findMany']>>[number]

const toState = ({ startedAt, resolvedAt, ...row }: IncidentRow): IncidentState => ({
  id: row.id,
  version: row.version,
  title: row.title,
  root: row.root,
  status: row.status,
  componentIds: row.componentIds,
  endsByItself: row.endsByItself,
  startedAtMs: startedAt.getTime(),
  resolvedAtMs: resolvedAt?.getTime() ?? null,
})

interface AlertRow {
  id: string
  name: string
  serviceId: string
  mutedBy: string | null
  startedAt: Date
  triggeredAt: Date
  resolvedAt: Date | null
  told: { incidentId: string } | null
}

const toFired = ({ id, name, serviceId, mutedBy, startedAt, triggeredAt, resolvedAt, told }: AlertRow): FiredAlert => ({
  rowId: id,
  name,
  serviceId,
  root: mutedBy?.startsWith('cause:') ? mutedBy.slice('cause:'.length) : serviceId,
  startedAtMs: startedAt.getTime(),
  triggeredAtMs: triggeredAt.getTime(),
  resolvedAtMs: resolvedAt?.getTime() ?? null,
  incidentId: told?.incidentId ?? null,
})
