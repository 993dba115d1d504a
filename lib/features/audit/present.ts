import type { AuditLink } from '@/lib/platform/audit/audit-entry'
import type { AuditEntryDto } from './schema'

export const presentEntry = (entry: AuditLink): AuditEntryDto => ({
  seq: entry.seq,
  at: new Date(entry.atMs).toISOString(),
  actor: { type: entry.actorType, id: entry.actorId, name: entry.actorName },
  action: entry.action,
  result: entry.result,
  target: entry.targetType === null ? null : { type: entry.targetType, id: entry.targetId, name: entry.targetName },
  address: entry.address,
  userAgent: entry.userAgent,
  correlationId: entry.correlationId,
  facts: { ...entry.facts },
  previousHash: entry.previousHash,
  hash: entry.hash,
  redaction: entry.redaction,
})
