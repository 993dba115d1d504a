import type { TeamId, UserId } from '@/lib/core/ids'
import { getAppUrl } from '@/lib/platform/env/env'
import { type InvitedRole, invitedRoles } from '../../teams/pure/team-roles'
import type { ShownLinkDto } from '../schema-links'
import { enqueueLetter } from './enqueue-letter'
import { getLink, linkIsOver } from './get-link'
import { makeLinkUrl } from './pure/link-purposes'
import * as links from './repo-links'

/** Invitations to teams, for who has decided already that somebody may have to do with them. */

const purpose = 'team_invite'

interface NewTeamLink {
  teamId: TeamId
  teamRole: InvitedRole
  email: string
  invitedById: UserId
}

/** A new invitation, and the mail with it; an older one to the same address works no longer. */
export async function insertTeamLink(tx: links.Transaction, link: NewTeamLink) {
  await links.withdrawLinks(tx, { purposes: [purpose], teamId: link.teamId, email: link.email })
  const linkId = await links.insertLink(tx, { purpose, ...link })
  await enqueueLetter(tx, { kind: 'link', linkId })
  const { id, createdAt, expiresAt } = await tx.accountLink.findUniqueOrThrow({ where: { id: linkId } })
  return { id, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() }
}

interface Counted {
  teamId: TeamId
  invitedById: UserId
  since: Date
}

/** How many are open in the team, and how many somebody has sent since. */
export async function countTeamLinks(tx: links.Transaction, { teamId, invitedById, since }: Counted) {
  const open = await links.countTeamLinks(tx, teamId)
  return { open, lately: await links.countInvitedBy(tx, { userId: invitedById, since }) }
}

export async function listTeamLinks(teamId: TeamId) {
  const rows = await links.listTeamLinks(teamId)
  return rows.map((link) => ({
    id: link.id,
    email: link.email,
    role: toInvitedRole(link.teamRole),
    invitedBy: link.invitedBy?.name ?? '',
    given: link.tokenHashes.length > 0,
    createdAt: link.createdAt.toISOString(),
    expiresAt: link.expiresAt.toISOString(),
  }))
}

/** Says how many there were. */
export const withdrawTeamLinks = (
  tx: links.Transaction,
  which: { teamId: TeamId; id?: string; invitedById?: UserId },
): Promise<number> => links.withdrawLinks(tx, { purposes: [purpose], ...which })

/** One more token for an open invitation of the team; null when there is no such. */
export async function showTeamLink({ teamId, id }: { teamId: TeamId; id: string }): Promise<ShownLinkDto | null> {
  const link = await links.findOpenLink(id)
  const token = link?.teamId === teamId ? await links.addToken(id) : null
  if (!link || token === null) return null
  return { url: makeLinkUrl(getAppUrl(), { purpose, token }), expiresAt: link.expiresAt.toISOString() }
}

/** The invitation that a token opens. Errors: invalid_input. */
export async function findTeamLink(token: string) {
  const { id, email, teamId, teamRole } = await getLink(token, [purpose])
  if (teamId === null) throw linkIsOver()
  return { id, email, teamId: teamId as TeamId, role: toInvitedRole(teamRole) }
}

/** Errors: invalid_input for who is not the first to use it. */
export async function spendTeamLink(tx: links.Transaction, id: string): Promise<void> {
  if (!(await links.markUsed(tx, id))) throw linkIsOver()
}

function toInvitedRole(role: string | null): InvitedRole {
  const known = invitedRoles.find((one) => one === role)
  if (!known) throw new Error(`an invitation to be ${role}`)
  return known
}
