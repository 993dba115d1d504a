import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { AppError, notFound } from '@/lib/core/errors'
import { getLog } from '@/lib/platform/log/log'
import { tellDefinitionsChanged } from './definitions-changed'
import * as repo from './repo-windows'

interface EndWindow {
  actor: Actor
  windowId: string
}

/** Ends one that is active, now; takes back one that is only planned. Errors: unauthenticated, not_found, conflict. */
export async function endWindow({ actor, windowId }: EndWindow): Promise<void> {
  assertAdmin(actor)
  const row = await repo.findWindowRow(windowId)
  if (!row) throw notFound('maintenance window')
  const now = new Date()
  if (row.endsAt <= now) throw new AppError('conflict', 'It is over already; what has happened stays.')
  if (row.startsAt > now) await repo.deleteWindow(windowId)
  else await repo.endWindow(windowId, now)
  getLog('health').info({ actorId: actor.id, windowId }, 'an admin ended maintenance')
  await tellDefinitionsChanged()
}
