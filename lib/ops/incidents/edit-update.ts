import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { getLog } from '@/lib/platform/log/log'
import { tellIncidentsChanged } from './incidents-changed'
import { presentIncident } from './present'
import * as repo from './repo'
import type { EditUpdateInput, IncidentDto } from './schema'

interface EditUpdate {
  actor: Actor
  incidentId: string
  updateId: string
  input: EditUpdateInput
}

/** A slip of the pen; when it was written stays. Errors: unauthenticated, not_found. */
export async function editUpdate({ actor, incidentId, updateId, input }: EditUpdate): Promise<IncidentDto> {
  assertAdmin(actor)
  const row = await repo.editUpdate({ incidentId, updateId, data: { ...input, editedAt: new Date() } })
  getLog('incidents').info({ actorId: actor.id, incidentId, updateId }, 'an admin edited a line of an incident')
  await tellIncidentsChanged()
  return presentIncident(row)
}
