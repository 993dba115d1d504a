import { z } from 'zod'
import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { notFound } from '@/lib/core/errors'
import { alertEventKinds } from './engine/effect'
import { presentAlert } from './present-alert'
import * as repo from './repo'
import type { AlertIncidentsDto } from './schema'

const mostIncidents = 20
const eventKind = z.enum(alertEventKinds)

/** The latest incidents of one alert with everything that happened. Errors: unauthenticated, not_found. */
export async function listIncidents({ actor, alertId }: { actor: Actor; alertId: string }): Promise<AlertIncidentsDto> {
  assertAdmin(actor)
  const rows = await repo.listIncidents(alertId, mostIncidents)
  if (rows.length === 0) throw notFound('alert')
  const now = Date.now()
  return {
    incidents: rows.map((row) => ({
      ...presentAlert(row, { isAdmin: true, now }),
      events: row.events.flatMap(({ at, kind, detail }) => {
        const known = eventKind.safeParse(kind)
        return known.success ? [{ at: at.toISOString(), kind: known.data, detail }] : []
      }),
    })),
  }
}
