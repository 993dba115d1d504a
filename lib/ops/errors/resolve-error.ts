import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { notFound } from '@/lib/core/errors'
import { presentErrorGroup } from './present'
import * as repo from './repo'
import type { ErrorGroupDto } from './schema'

interface ResolveError {
  actor: Actor
  fingerprint: string
  resolved: boolean
}

/** Takes an error off the list, until it is seen again; or puts it back. Errors: unauthenticated, not_found. */
export async function resolveError({ actor, fingerprint, resolved }: ResolveError): Promise<ErrorGroupDto> {
  assertAdmin(actor)
  const row = await repo.setResolved(fingerprint, resolved ? new Date() : null)
  if (!row) throw notFound('error')
  return presentErrorGroup(row)
}
