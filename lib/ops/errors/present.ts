import type { ErrorGroup } from '@/lib/platform/db/generated/client'
import { type ErrorGroupDto, errorGroupDto } from './schema'

const context = errorGroupDto.shape.context.catch({})

export const presentErrorGroup = (row: ErrorGroup): ErrorGroupDto => ({
  fingerprint: row.fingerprint,
  source: row.source,
  module: row.module,
  name: row.name,
  message: row.message,
  stack: row.stack,
  context: context.parse(row.context),
  correlationId: row.correlationId,
  firstRelease: row.firstRelease,
  lastRelease: row.lastRelease,
  count: Number(row.count),
  firstSeenAt: row.firstSeenAt.toISOString(),
  lastSeenAt: row.lastSeenAt.toISOString(),
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
})
