import type { OutboxEntry } from '@/lib/platform/db/generated/client'
import type { OutboxEntryDto } from './schema'

/** Without its payload: that may be a letter to somebody. */
export const presentOutboxEntry = (row: Omit<OutboxEntry, 'payload'>): OutboxEntryDto => ({
  id: row.id,
  topic: row.topic,
  status: row.status,
  attempts: row.attempts,
  lastFault: row.lastFault,
  correlationId: row.correlationId,
  createdAt: row.createdAt.toISOString(),
  dueAt: row.dueAt.toISOString(),
  nextTryAt: row.status === 'waiting' ? row.nextTryAt.toISOString() : null,
  endedAt: row.endedAt?.toISOString() ?? null,
})
