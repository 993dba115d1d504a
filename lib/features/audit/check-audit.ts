import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import type { AuditVerdictDto } from './schema'
import { verifyAudit } from './verify-audit'

/** Follows the chain for an admin. Errors: unauthenticated, not_found. */
export async function checkAudit({ actor }: { actor: Actor }): Promise<AuditVerdictDto> {
  assertAdmin(actor)
  return (await verifyAudit()) ?? { count: 0, fault: null, seq: 0, hash: null }
}
