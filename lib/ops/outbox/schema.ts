import { z } from 'zod'
import { idPattern } from '@/lib/core/ids'

export const listOutboxQuery = z.object({
  status: z.enum(['waiting', 'done', 'dead']).default('dead'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().regex(idPattern).optional(),
})

export const outboxParams = z.object({ outboxId: z.string().regex(idPattern) })

export const outboxEntryDto = z.object({
  id: z.string(),
  topic: z.string().describe('What it is: `alert-notice`, for example.'),
  status: z.enum(['waiting', 'done', 'dead']),
  attempts: z.number().int(),
  lastFault: z.string().nullable(),
  correlationId: z.string().nullable().describe('Of the request that asked for it; finds its lines in the log.'),
  createdAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  nextTryAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
})

export const outboxPageDto = z.object({
  items: z.array(outboxEntryDto),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
})

export type ListOutboxQuery = z.infer<typeof listOutboxQuery>
export type OutboxEntryDto = z.infer<typeof outboxEntryDto>
export type OutboxPageDto = z.infer<typeof outboxPageDto>
