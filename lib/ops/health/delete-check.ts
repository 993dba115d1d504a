import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { notFound } from '@/lib/core/errors'
import { tellDefinitionsChanged } from './definitions-changed'
import { getCheckRow } from './get-check-row'
import * as repo from './repo-checks'

/** Its history stays. Errors: unauthenticated, not_found. */
export async function deleteCheck({ actor, checkId }: { actor: Actor; checkId: string }): Promise<void> {
  assertAdmin(actor)
  const { id } = await getCheckRow(checkId)
  if (!(await repo.deleteCheck(id))) throw notFound('check')
  await tellDefinitionsChanged()
}
