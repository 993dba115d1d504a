import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { notFound } from '@/lib/core/errors'
import { getLog } from '@/lib/platform/log/log'
import * as links from './repo-links'

/** Takes back an invitation, or any other link. Errors: unauthenticated, not_found. */
export async function withdrawAccountLink({ actor, linkId }: { actor: Actor; linkId: string }): Promise<void> {
  assertAdmin(actor)
  if (!(await links.withdrawLink(linkId))) throw notFound('link')
  getLog('auth').info({ linkId, by: actor.id }, 'the link of an account was withdrawn')
}
