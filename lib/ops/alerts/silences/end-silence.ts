import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { notFound } from '@/lib/core/errors'
import { getProcessMessages } from '@/lib/platform/db/notify'
import { alertsChanged } from '../alerts-changed'
import * as repo from './repo'

/** People are told again from now on. Errors: unauthenticated, not_found. */
export async function endSilence({ actor, silenceId }: { actor: Actor; silenceId: string }): Promise<void> {
  assertAdmin(actor)
  if (!(await repo.endSilence(silenceId, new Date()))) throw notFound('silence')
  await getProcessMessages().publish(alertsChanged, {})
}
