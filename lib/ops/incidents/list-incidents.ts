import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { presentIncident } from './present'
import * as repo from './repo'
import type { IncidentPageDto, ListIncidentsQuery } from './schema'

interface ListIncidents {
  actor: Actor
  query: ListIncidentsQuery
}

/** Errors: unauthenticated, not_found. */
export async function listIncidents({ actor, query }: ListIncidents): Promise<IncidentPageDto> {
  assertAdmin(actor)
  const { status, limit, cursor } = query
  const { rows, total } = await repo.listIncidents({ status, limit, after: cursor ?? null })
  const items = rows.slice(0, limit)
  return {
    items: items.map(presentIncident),
    nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
    total,
  }
}
