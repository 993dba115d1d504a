import type { ReadLinkDto } from '../schema-links'
import { getLink } from './get-link'
import { type LinkPurpose, linkPurposes } from './pure/link-purposes'
import { findInviter } from './repo-links'

const all = Object.keys(linkPurposes) as LinkPurpose[]

/** What a link is for, to who has its token. It is not used up. Errors: invalid_input. */
export async function readLink({ token }: { token: string }): Promise<ReadLinkDto> {
  const { id, purpose, email, newEmail, expiresAt } = await getLink(token, all)
  const team = purpose === 'team_invite' ? await findTeam(id) : null
  return { purpose, email, newEmail, team, expiresAt: expiresAt.toISOString() }
}

async function findTeam(linkId: string): Promise<ReadLinkDto['team']> {
  const found = await findInviter(linkId)
  return found?.team && found.invitedBy ? { ...found.team, invitedBy: found.invitedBy.name } : null
}
