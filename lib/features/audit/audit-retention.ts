import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { dayMs } from '@/lib/core/time'
import { recordAuditNow } from '@/lib/platform/audit/record-audit'
import { findSetting, storeSetting } from '@/lib/platform/settings/settings'
import * as repo from './repo'
import { type AuditRetention, auditRetention } from './schema'

const setting = 'audit.retention'

/** How long entries are kept; for ever unless an admin chose otherwise. Errors: unauthenticated, not_found. */
export async function getAuditRetention({ actor }: { actor: Actor }): Promise<AuditRetention> {
  assertAdmin(actor)
  return await readRetention()
}

const readRetention = async (): Promise<AuditRetention> =>
  (await findSetting(setting, auditRetention)) ?? { days: null }

/** Errors: unauthenticated, not_found. */
export async function changeAuditRetention({
  actor,
  retention,
}: {
  actor: Actor
  retention: AuditRetention
}): Promise<AuditRetention> {
  assertAdmin(actor)
  const { days: before } = await readRetention()
  // Written down first: whoever shortens the log is in it, whatever happens then.
  await recordAuditNow({ actor, action: 'audit.retention.change', facts: { before, days: retention.days } })
  await storeSetting(setting, { value: retention, changedById: actor.id })
  return retention
}

/** Removes what is older than is kept, and writes down that it did. */
export async function pruneAudit(nowMs = Date.now()): Promise<void> {
  const { days } = await readRetention()
  if (days === null) return
  const removed = await repo.pruneEntries(new Date(nowMs - days * dayMs))
  if (removed > 0) {
    await recordAuditNow({ actor: { type: 'system' }, action: 'audit.prune', facts: { removed, days } })
  }
}
