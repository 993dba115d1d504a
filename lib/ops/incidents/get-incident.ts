import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { presentIncident } from './present'
import * as repo from './repo'
import type { IncidentDto } from './schema'

/** Errors: unauthenticated, not_found. */
export async function getIncident({ actor, incidentId }: { actor: Actor; incidentId: string }): Promise<IncidentDto> {
  assertAdmin(actor)
  return presentIncident(await repo.getIncident(incidentId))
}
