import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { AppError, notFound } from '@/lib/core/errors'
import { getLog } from '@/lib/platform/log/log'
import { assertWindowTimes } from './assert-window-times'
import { tellDefinitionsChanged } from './definitions-changed'
import { presentWindow } from './present-window'
import * as repo from './repo-windows'
import type { UpdateWindowInput, WindowDto } from './schema-maintenance'

interface UpdateWindow {
  actor: Actor
  windowId: string
  input: UpdateWindowInput
}

/** One that is not over; of one that is active the start stays. Errors: unauthenticated, not_found, conflict, invalid_input. */
export async function updateWindow({ actor, windowId, input }: UpdateWindow): Promise<WindowDto> {
  assertAdmin(actor)
  const row = await repo.findWindowRow(windowId)
  if (!row) throw notFound('maintenance window')
  const now = new Date()
  if (row.endsAt <= now) throw new AppError('conflict', 'It is over already; what has happened stays.')
  const startsAt = input.starts_at === undefined ? row.startsAt : new Date(input.starts_at)
  const endsAt = input.ends_at === undefined ? row.endsAt : new Date(input.ends_at)
  if (row.startsAt <= now && startsAt.getTime() !== row.startsAt.getTime())
    throw new AppError('conflict', 'It has begun already; only its end, components and reason can be changed.')
  assertWindowTimes({ startsAt, endsAt, now })
  const { components: componentIds = row.componentIds, reason = row.reason } = input
  const updated = await repo.updateWindow(windowId, { startsAt, endsAt, componentIds, reason })
  getLog('health').info({ actorId: actor.id, windowId }, 'an admin changed maintenance')
  await tellDefinitionsChanged()
  return presentWindow(updated)
}
