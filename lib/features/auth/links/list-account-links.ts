import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { isMailSetUp } from '@/lib/platform/mail/is-mail-set-up'
import type { AccountLinksDto } from '../schema-links'
import { presentAccountLink } from './present-link'
import * as links from './repo-links'

const most = 100

/** Invitations and other links that can still be followed, the latest first. Errors: unauthenticated, not_found. */
export async function listAccountLinks({ actor }: { actor: Actor }): Promise<AccountLinksDto> {
  assertAdmin(actor)
  const rows = await links.listOpenLinks(most)
  return { items: rows.map(presentAccountLink), mail: isMailSetUp() }
}
