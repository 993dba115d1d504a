import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import type { Now } from '@/lib/core/time'
import { getProcessMessages } from '@/lib/platform/db/notify'
import { alertsChanged } from '../alerts-changed'
import { presentSilence } from './present-silence'
import * as repo from './repo'
import { type CreateSilenceInput, longestSilenceMs, type SilenceDto } from './schema'

const mostOpen = 200

interface CreateSilence {
  actor: Actor
  input: CreateSilenceInput
  now?: Now
}

/** Errors: unauthenticated, not_found, invalid_input, conflict when there are too many. */
export async function createSilence({ actor, input, now = Date.now }: CreateSilence): Promise<SilenceDto> {
  assertAdmin(actor)
  const nowMs = now()
  const startsAt = input.startsAt ? new Date(input.startsAt) : new Date(nowMs)
  const endsAt = new Date(input.endsAt)
  assertEnd({ startsAt, endsAt, nowMs })
  if ((await repo.countOpen(new Date(nowMs))) >= mostOpen)
    throw new AppError('conflict', `There are ${mostOpen} silences already. End some that are not needed any more.`)
  const { matchers, reason } = input
  const row = await repo.createSilence({ id: newId(), matchers, reason, startsAt, endsAt, authorId: actor.id })
  await getProcessMessages().publish(alertsChanged, {})
  return presentSilence(row, nowMs)
}

function assertEnd({ startsAt, endsAt, nowMs }: { startsAt: Date; endsAt: Date; nowMs: number }): void {
  const fault =
    endsAt.getTime() <= Math.max(nowMs, startsAt.getTime())
      ? 'A silence has to end after it begins, and in the future.'
      : endsAt.getTime() > nowMs + longestSilenceMs
        ? 'A silence ends within 90 days.'
        : null
  if (fault === null) return
  const errors = [{ path: 'endsAt', code: 'invalid_end', message: fault }]
  throw new AppError('invalid_input', fault, { errors })
}
