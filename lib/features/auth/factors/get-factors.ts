import type { Actor } from '@/lib/core/actor'
import { assertSignedIn } from '../assert-signed-in'
import type { FactorsDto } from '../schema-factors'
import * as repo from './repo-factors'

/** The actor's second factor. Errors: unauthenticated. */
export async function getFactors({ actor }: { actor: Actor }): Promise<FactorsDto> {
  assertSignedIn(actor)
  const factor = await repo.findFactor(actor.id)
  if (!factor?.confirmedAt) return { totp: null, backupCodesLeft: 0 }
  return {
    totp: { since: factor.confirmedAt.toISOString() },
    backupCodesLeft: await repo.countBackupCodes(actor.id),
  }
}
