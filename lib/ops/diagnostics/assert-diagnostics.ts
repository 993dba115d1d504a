import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { AppError } from '@/lib/core/errors'
import { getEnv } from '@/lib/platform/env/env'

/** Putting load on a server is for its admins, where its operator allows it. Errors: unauthenticated, not_found. */
export function assertDiagnostics(actor: Actor): void {
  assertAdmin(actor)
  if (!getEnv().DIAGNOSTICS_ENABLED) throw new AppError('not_found', 'There is nothing at this address.')
}
