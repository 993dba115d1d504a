import type { Prisma } from '@/lib/platform/db/generated/client'
import { findIncident, type Incident, isTrivial } from '../engine/alert-state'
import type { AlertChange } from '../engine/evaluate-alerts'

type Tx = Prisma.TransactionClient

export const makeIncidentId = (alertId: string, { startedAt }: Pick<Incident, 'startedAt'>): string =>
  `${alertId}:${startedAt}`

/** False when the state is no longer the one that it follows from; then nothing was changed. */
export async function saveState(tx: Tx, { subject, state, version, nextVersion }: AlertChange): Promise<boolean> {
  const { alertId } = subject
  if (isTrivial(state)) {
    return version === 0 || (await tx.alertState.deleteMany({ where: { alertId, version } })).count > 0
  }
  const data = { state, subject, version: nextVersion, updatedAt: new Date() }
  if (version > 0) {
    const saved = await tx.alertState.updateMany({ where: { alertId, version }, data })
    return saved.count > 0
  }
  return (await tx.alertState.createMany({ data: [{ ...data, alertId }], skipDuplicates: true })).count > 0
}

/** The incident of a change, if it has one, and what happened to it; said again, it stays as it is. */
export async function saveIncident(tx: Tx, { subject, state, effects }: AlertChange, at: Date): Promise<void> {
  const events = effects.filter((effect) => effect.type === 'event')
  const incident = findIncident(state) ?? events.at(-1)?.incident
  if (!incident) return
  const isOver = events.some(({ kind }) => kind === 'resolved')
  await upsertIncident(tx, { subject, incident, resolvedAt: isOver ? at : null })
  const rows = events.map(({ key, kind, incident: one }) => ({
    incidentId: makeIncidentId(subject.alertId, one),
    transition: key,
    kind,
    at,
    detail: kind === 'acknowledged' ? null : subject.message,
  }))
  if (rows.length > 0) await tx.alertEvent.createMany({ data: rows, skipDuplicates: true })
}

interface IncidentState {
  subject: AlertChange['subject']
  incident: Incident
  resolvedAt: Date | null
}

async function upsertIncident(tx: Tx, { subject, incident, resolvedAt }: IncidentState): Promise<void> {
  const { alertId, type, serviceId, serviceName, name, severity, message, affects, mutedBy } = subject
  const id = makeIncidentId(alertId, incident)
  const data = {
    severity,
    message,
    mutedBy,
    status: resolvedAt ? ('resolved' as const) : ('active' as const),
    resolvedAt,
    acknowledgedAt: incident.acknowledgedAt === null ? null : new Date(incident.acknowledgedAt),
    escalationCount: incident.escalationCount,
  }
  const times = { startedAt: new Date(incident.startedAt), triggeredAt: new Date(incident.triggeredAt) }
  await tx.alert.createMany({
    data: [{ id, alertId, type, serviceId, serviceName, name, affects, ...times, ...data }],
    skipDuplicates: true,
  })
  // What is over stays over, whoever comes late.
  await tx.alert.updateMany({ where: { id, resolvedAt: null }, data })
}
