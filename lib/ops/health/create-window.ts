import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { getLog } from '@/lib/platform/log/log'
import { assertWindowTimes } from './assert-window-times'
import { tellDefinitionsChanged } from './definitions-changed'
import { presentWindow } from './present-window'
import * as repo from './repo-windows'
import type { CreateWindowInput, WindowDto } from './schema-maintenance'

const mostPlanned = 100

/** Errors: unauthenticated, not_found, invalid_input, conflict when there are too many. */
export async function createWindow({ actor, input }: { actor: Actor; input: CreateWindowInput }): Promise<WindowDto> {
  assertAdmin(actor)
  const now = new Date()
  const startsAt = input.starts_at === undefined ? now : new Date(input.starts_at)
  const endsAt = new Date(input.ends_at)
  assertWindowTimes({ startsAt, endsAt, now })
  if ((await repo.countWindows(now)) >= mostPlanned)
    throw new AppError('conflict', `There may be at most ${mostPlanned} windows that are not over.`)
  const { components: componentIds, reason } = input
  const row = await repo.insertWindow({
    id: newId<string>(),
    startsAt,
    endsAt,
    componentIds,
    reason,
    createdById: actor.id,
  })
  getLog('health').info({ actorId: actor.id, windowId: row.id }, 'an admin announced maintenance')
  await tellDefinitionsChanged()
  return presentWindow(row)
}
