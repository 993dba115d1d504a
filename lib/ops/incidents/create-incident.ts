import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { getLog } from '@/lib/platform/log/log'
import { tellIncidentsChanged } from './incidents-changed'
import { presentIncident } from './present'
import * as repo from './repo'
import type { CreateIncidentInput, IncidentDto } from './schema'

const mostOpen = 50

/** Errors: unauthenticated, not_found, conflict when there are too many. */
export async function createIncident({
  actor,
  input,
}: {
  actor: Actor
  input: CreateIncidentInput
}): Promise<IncidentDto> {
  assertAdmin(actor)
  if ((await repo.countOpen()) >= mostOpen)
    throw new AppError('conflict', `There are ${mostOpen} open incidents already. Resolve some of them.`)
  const { title, publicTitle, impact, components: componentIds, status, text, isPublic } = input
  const startedAt = new Date()
  const row = await repo.createIncident(
    { id: newId(), title, publicTitle, impact, componentIds, status, isPublic, startedAt, ...byHand(actor.id) },
    { id: newId(), kind: status, text, isPublic, at: startedAt, authorId: actor.id },
  )
  getLog('incidents').info({ actorId: actor.id, incidentId: row.id, isPublic }, 'an admin opened an incident')
  await tellIncidentsChanged()
  return presentIncident(row)
}

const byHand = (createdById: string) => ({ root: null, openRoot: null, endsByItself: false, createdById })
