import type { ReadLinkDto } from '../schema-links'
import { getLink } from './get-link'
import { type LinkPurpose, linkPurposes } from './pure/link-purposes'

const all = Object.keys(linkPurposes) as LinkPurpose[]

/** What a link is for, to who has its token. It is not used up. Errors: invalid_input. */
export async function readLink({ token }: { token: string }): Promise<ReadLinkDto> {
  const { purpose, email, newEmail, expiresAt } = await getLink(token, all)
  return { purpose, email, newEmail, expiresAt: expiresAt.toISOString() }
}
