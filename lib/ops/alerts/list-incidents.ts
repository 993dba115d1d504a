import { z } from 'zod'
import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { notFound } from '@/lib/core/errors'
import { alertEventKinds } from './engine/effect'
import { presentAlert } from './present-alert'
import * as repo from './repo'
import type { AlertEventDto, AlertIncidentsDto } from './schema'

const mostIncidents = 20
const eventKind = z.enum(alertEventKinds)

function presentEvent({ at, kind, detail }: { at: Date; kind: string; detail: string | null }): AlertEventDto[] {
  const known = eventKind.safeParse(kind)
  return known.success ? [{ at: at.toISOString(), kind: known.data, detail }] : []
}

const compareEvents = (a: AlertEventDto, b: AlertEventDto): number =>
  a.at.localeCompare(b.at) || alertEventKinds.indexOf(a.kind) - alertEventKinds.indexOf(b.kind)

/** The latest incidents of one alert with everything that happened. Errors: unauthenticated, not_found. */
export async function listIncidents({ actor, alertId }: { actor: Actor; alertId: string }): Promise<AlertIncidentsDto> {
  assertAdmin(actor)
  const rows = await repo.listIncidents(alertId, mostIncidents)
  if (rows.length === 0) throw notFound('alert')
  const now = Date.now()
  return {
    incidents: rows.map((row) => ({
      ...presentAlert(row, { isAdmin: true, now }),
      events: row.events.flatMap((event) => presentEvent(event)).toSorted(compareEvents),
    })),
  }
}
