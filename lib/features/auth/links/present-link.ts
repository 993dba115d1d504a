import type { AccountLinkDto } from '../schema-links'
import type { LinkRow } from './repo-links'

/** What an admin may know of a link: never what opens it. */
export const presentAccountLink = (link: LinkRow): AccountLinkDto => ({
  id: link.id,
  purpose: link.purpose,
  email: link.email,
  newEmail: link.newEmail,
  role: link.role,
  given: link.tokenHashes.length > 0,
  createdAt: link.createdAt.toISOString(),
  expiresAt: link.expiresAt.toISOString(),
})
