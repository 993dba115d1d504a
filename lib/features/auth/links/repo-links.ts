import type { UserRole } from '@/lib/core/actor'
import { newId, type TeamId, type UserId } from '@/lib/core/ids'
import type { AccountLink, Prisma } from '@/lib/platform/db/generated/client'
import { getDb } from '@/lib/platform/db/prisma'
import type { TeamRole } from '../../teams/pure/team-roles'
import { hashToken, newLinkToken } from './link-token'
import { type LinkPurpose, linkPurposes } from './pure/link-purposes'

export type Transaction = Prisma.TransactionClient
export type LinkRow = AccountLink

interface NewLink {
  /** Default: a new one. */
  id?: string
  purpose: LinkPurpose
  email: string
  userId?: UserId
  name?: string
  passwordHash?: string
  newEmail?: string
  request?: string
  role?: UserRole
  teamId?: TeamId
  teamRole?: TeamRole
  invitedById?: UserId
  lifetimeMs?: number
}

const forgottenAfterMs = 7 * 24 * 3_600_000

/** A link that nobody can follow yet: it gets a token when it is sent or shown. Also clears away some that are long over. */
export async function insertLink(tx: Transaction, { id = newId(), lifetimeMs, ...link }: NewLink): Promise<string> {
  const nowMs = Date.now()
  await tx.$executeRaw`
    DELETE FROM account_links WHERE id IN (
      SELECT id FROM account_links WHERE expires_at < ${new Date(nowMs - forgottenAfterMs)} LIMIT 100 FOR UPDATE SKIP LOCKED)`
  const expiresAt = new Date(nowMs + (lifetimeMs ?? linkPurposes[link.purpose].lifetimeMs))
  await tx.accountLink.createMany({ data: [{ ...link, id, expiresAt }], skipDuplicates: true })
  return id
}

const isOpen = () => ({ usedAt: null, expiresAt: { gt: new Date() } })

export const findOpenLink = (id: string): Promise<LinkRow | null> =>
  getDb().accountLink.findFirst({ where: { id, ...isOpen() } })

export const findLinkByToken = (token: string, purposes: readonly LinkPurpose[]): Promise<LinkRow | null> =>
  getDb().accountLink.findFirst({
    where: { tokenHashes: { has: hashToken(token) }, purpose: { in: [...purposes] }, ...isOpen() },
  })

/** One more token that opens the link; null when it is over. Those it had still do. */
export async function addToken(id: string): Promise<string | null> {
  const token = newLinkToken()
  const { count } = await getDb().accountLink.updateMany({
    where: { id, ...isOpen() },
    data: { tokenHashes: { push: hashToken(token) } },
  })
  return count > 0 ? token : null
}

/** True for the one who is first to use it. */
export async function markUsed(tx: Transaction, id: string): Promise<boolean> {
  const { count } = await tx.accountLink.updateMany({ where: { id, ...isOpen() }, data: { usedAt: new Date() } })
  return count > 0
}

interface Which {
  purposes: readonly LinkPurpose[]
  id?: string
  email?: string
  userId?: UserId
  teamId?: TeamId
  invitedById?: UserId
}

/** Links that can be followed no longer, because of a newer one or of what has happened. */
export async function withdrawLinks(tx: Transaction, { purposes, ...which }: Which): Promise<number> {
  const where = { purpose: { in: [...purposes] }, usedAt: null, ...which }
  const { count } = await tx.accountLink.updateMany({ where, data: { usedAt: new Date() } })
  return count
}

export async function withdrawLink(id: string): Promise<boolean> {
  return await markUsed(getDb(), id)
}

/** How many links of this kind a mailbox was asked for since. */
export const countLinks = ({ email, purpose, since }: { email: string; purpose: LinkPurpose; since: Date }) =>
  getDb().accountLink.count({ where: { email, purpose, createdAt: { gt: since } } })

const latestFirst = [{ createdAt: 'desc' }, { id: 'asc' }] as const

/** Those that whoever runs the instance has to do with: who is in a team is the team's affair. */
export const listOpenLinks = (take: number): Promise<LinkRow[]> =>
  getDb().accountLink.findMany({
    where: { purpose: { not: 'team_invite' }, ...isOpen() },
    orderBy: [...latestFirst],
    take,
  })

const names = { team: { select: { id: true, name: true } }, invitedBy: { select: { id: true, name: true } } } as const

export const listTeamLinks = (teamId: TeamId) =>
  getDb().accountLink.findMany({ where: { teamId, ...isOpen() }, include: names, orderBy: [...latestFirst] })

/** Into which team a link leads, and who asked somebody in. */
export const findInviter = (id: string) => getDb().accountLink.findUnique({ where: { id }, select: names })

/** How many people somebody has invited to teams since. */
export const countInvitedBy = (tx: Transaction, { userId, since }: { userId: UserId; since: Date }) =>
  tx.accountLink.count({ where: { invitedById: userId, createdAt: { gt: since } } })

export const countTeamLinks = (tx: Transaction, teamId: TeamId): Promise<number> =>
  tx.accountLink.count({ where: { teamId, ...isOpen() } })

/** What of an e-mail change nobody has confirmed yet. */
export const findOpenPart = (tx: Transaction, request: string): Promise<LinkRow | null> =>
  tx.accountLink.findFirst({ where: { request, ...isOpen() } })

export const findUsed = (tx: Transaction, request: string): Promise<LinkRow[]> =>
  tx.accountLink.findMany({ where: { request, usedAt: { not: null } } })
