import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { getLog } from '@/lib/platform/log/log'
import { tellIncidentsChanged } from './incidents-changed'
import { presentIncident } from './present'
import * as repo from './repo'
import type { ChangeIncidentInput, IncidentDto } from './schema'

interface ChangeIncident {
  actor: Actor
  incidentId: string
  input: ChangeIncidentInput
}

/** What it is called and whom it affects. Errors: unauthenticated, not_found, conflict. */
export async function changeIncident({ actor, incidentId, input }: ChangeIncident): Promise<IncidentDto> {
  assertAdmin(actor)
  const { components: componentIds, ...rest } = input
  const before = await repo.getIncident(incidentId)
  const row = await repo.changeIncident(before, { ...rest, ...(componentIds ? { componentIds } : {}) })
  getLog('incidents').info(
    { actorId: actor.id, incidentId, changed: Object.keys(input) },
    'an admin changed an incident',
  )
  await tellIncidentsChanged()
  return presentIncident(row)
}
