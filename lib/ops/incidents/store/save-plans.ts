import { Prisma } from '@/lib/platform/db/generated/client'
import { getDb } from '@/lib/platform/db/prisma'
import type { IncidentPlan, IncidentState } from '../engine/incident-state'

/** Somebody has changed an incident, or opened the same one, since the situation was read; nothing was written. */
export class PlannedTooLate extends Error {
  override readonly name = 'PlannedTooLate'
}

/** Writes all of it or nothing. New incidents are public from the start when `isPublic`. Errors: PlannedTooLate. */
export async function savePlans(plans: readonly IncidentPlan[], { isPublic }: { isPublic: boolean }): Promise<void> {
  try {
    await getDb().$transaction(async (tx) => {
      for (const plan of plans) await savePlan(tx, plan, isPublic)
    })
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
      throw new PlannedTooLate('the same incident was opened meanwhile', { cause: error })
    throw error
  }
}

type Tx = Prisma.TransactionClient

async function savePlan(tx: Tx, { incident, joined, updates }: IncidentPlan, isPublic: boolean): Promise<void> {
  if (incident.version === 0) await tx.incident.create({ data: { ...toNewRow(incident), isPublic } })
  else await change(tx, incident)
  await tx.incidentAlert.createMany({ data: joined.map((alertRowId) => ({ alertRowId, incidentId: incident.id })) })
  const lines = updates.map(({ id, kind, text, isPublic, atMs }) => ({
    ...{ id, kind, text, isPublic, isAutomatic: true },
    incidentId: incident.id,
    at: new Date(atMs),
  }))
  await tx.incidentUpdate.createMany({ data: lines, skipDuplicates: true })
}

async function change(tx: Tx, incident: IncidentState): Promise<void> {
  const { id, version } = incident
  const saved = await tx.incident.updateMany({
    where: { id, version },
    data: { ...toRow(incident), version: version + 1 },
  })
  if (saved.count === 0) throw new PlannedTooLate(`incident ${id} was changed meanwhile`)
}

const toRow = ({ status, root, componentIds, startedAtMs, resolvedAtMs }: IncidentState) => ({
  status,
  componentIds: [...componentIds],
  openRoot: status === 'resolved' ? null : root,
  startedAt: new Date(startedAtMs),
  resolvedAt: resolvedAtMs === null ? null : new Date(resolvedAtMs),
})

const toNewRow = (incident: IncidentState) => ({
  ...toRow(incident),
  id: incident.id,
  title: incident.title,
  root: incident.root,
  endsByItself: incident.endsByItself,
  impact: 'down' as const,
})
