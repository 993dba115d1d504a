import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { getLog } from '@/lib/platform/log/log'
import { computeNextStatus } from './compute-next-status'
import { tellIncidentsChanged } from './incidents-changed'
import { presentIncident } from './present'
import * as repo from './repo'
import type { AddUpdateInput, IncidentDto } from './schema'

interface AddUpdate {
  actor: Actor
  incidentId: string
  input: AddUpdateInput
}

/** Writes a line, which may move the incident or resolve it. Errors: unauthenticated, not_found, conflict. */
export async function addUpdate({ actor, incidentId, input }: AddUpdate): Promise<IncidentDto> {
  assertAdmin(actor)
  const before = await repo.getIncident(incidentId)
  const { status, endsByItself } = before
  const next = computeNextStatus({ status, endsByItself }, input.kind)
  if (typeof next === 'string') throw new AppError('conflict', next)
  const at = new Date()
  const resolvedAt = next.status === 'resolved' ? (before.resolvedAt ?? at) : null
  const openRoot = next.status === 'resolved' ? null : before.root
  const row = await repo.changeIncident(
    before,
    { ...next, resolvedAt, openRoot },
    { id: newId(), ...input, at, authorId: actor.id },
  )
  const { kind, isPublic } = input
  getLog('incidents').info({ actorId: actor.id, incidentId, kind, isPublic }, 'an admin wrote on an incident')
  await tellIncidentsChanged()
  return presentIncident(row)
}
