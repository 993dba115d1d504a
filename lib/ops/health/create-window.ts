import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { dayMs } from '@/lib/core/time'
import { tellDefinitionsChanged } from './definitions-changed'
import { presentWindow } from './present-window'
import * as repo from './repo-windows'
import type { CreateWindowInput, WindowDto } from './schema-maintenance'

const mostPlanned = 100
const longestMs = 30 * dayMs

/** Errors: unauthenticated, not_found, invalid_input, conflict when there are too many. */
export async function createWindow({ actor, input }: { actor: Actor; input: CreateWindowInput }): Promise<WindowDto> {
  assertAdmin(actor)
  const now = new Date()
  const startsAt = input.starts_at === undefined ? now : new Date(input.starts_at)
  const endsAt = new Date(input.ends_at)
  if (endsAt <= now) refuse('The end has passed already.')
  if (endsAt.getTime() - startsAt.getTime() > longestMs) refuse('It may last at most 30 days.')
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
  await tellDefinitionsChanged()
  return presentWindow(row)
}

function refuse(message: string): never {
  throw new AppError('invalid_input', message, { errors: [{ path: 'ends_at', code: 'not_allowed', message }] })
}
