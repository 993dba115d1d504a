import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { AppError, notFound } from '@/lib/core/errors'
import { getDb } from '@/lib/platform/db/prisma'
import { getLog } from '@/lib/platform/log/log'
import { reviveEffect } from '@/lib/platform/outbox/revive-effect'
import { presentOutboxEntry } from './present'
import type { OutboxEntryDto } from './schema'

/** Tries again at once what was given up, as often as something new. Errors: unauthenticated, not_found, conflict. */
export async function resendOutboxEntry({
  actor,
  outboxId,
}: {
  actor: Actor
  outboxId: string
}): Promise<OutboxEntryDto> {
  assertAdmin(actor)
  const isRevived = await reviveEffect(outboxId)
  const row = await getDb().outboxEntry.findUnique({ where: { id: outboxId }, omit: { payload: true } })
  if (!row) throw notFound('entry of the outbox')
  if (!isRevived) throw new AppError('conflict', 'Only what was given up can be sent again.')
  getLog('outbox').info({ outboxId, topic: row.topic, actorId: actor.id }, 'an effect that was given up is tried again')
  return presentOutboxEntry(row)
}
