import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import * as levels from '@/lib/platform/log/module-levels'
import type { LogLevelDto } from './schema'

/** How much each module logs. Errors: unauthenticated, not_found. */
export function listLogLevels({ actor }: { actor: Actor }): LogLevelDto[] {
  assertAdmin(actor)
  return levels.listLogLevels()
}
