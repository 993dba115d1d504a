import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { notFound } from '@/lib/core/errors'
import { listChecks } from './list-checks'
import type { CheckDto } from './schema-checks'

/** Errors: unauthenticated, not_found. */
export async function getCheck({ actor, checkId }: { actor: Actor; checkId: string }): Promise<CheckDto> {
  assertAdmin(actor)
  const check = (await listChecks({ actor })).find(({ id }) => id === checkId)
  if (!check) throw notFound('check')
  return check
}
