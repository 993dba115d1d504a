import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { notFound } from '@/lib/core/errors'
import { getAppUrl } from '@/lib/platform/env/env'
import { getLog } from '@/lib/platform/log/log'
import type { ShownLinkDto } from '../schema-links'
import { makeLinkUrl } from './pure/link-purposes'
import * as links from './repo-links'

/**
 * A link for an admin to hand to whom it is for, where no mail does. Each time it has another token; it is stored nowhere.
 * Errors: unauthenticated, not_found.
 */
export async function showAccountLink({ actor, linkId }: { actor: Actor; linkId: string }): Promise<ShownLinkDto> {
  assertAdmin(actor)
  const found = await links.findOpenLink(linkId)
  const link = found?.purpose === 'team_invite' ? null : found
  const token = link && (await links.addToken(linkId))
  if (!link || token === null) throw notFound('link')
  getLog('auth').warn({ linkId, purpose: link.purpose, by: actor.id }, 'an admin was shown the link of an account')
  return { url: makeLinkUrl(getAppUrl(), { purpose: link.purpose, token }), expiresAt: link.expiresAt.toISOString() }
}
