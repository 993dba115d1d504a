import type { UserRole } from '@/lib/core/actor'
import { newId, type UserId } from '@/lib/core/ids'
import type { AccountLink, Prisma } from '@/lib/platform/db/generated/client'
import { getDb } from '@/lib/platform/db/prisma'
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
  email?: string
  userId?: UserId
}

/** Links that can be followed no longer, because of a newer one or of what has happened. */
export async function withdrawLinks(tx: Transaction, { purposes, email, userId }: Which): Promise<void> {
  await tx.accountLink.updateMany({
    where: {
      purpose: { in: [...purposes] },
      usedAt: null,
      ...(email === undefined ? {} : { email }),
      ...(userId === undefined ? {} : { userId }),
    },
    data: { usedAt: new Date() },
  })
}

export async function withdrawLink(id: string): Promise<boolean> {
  return await markUsed(getDb(), id)
}

/** How many links of this kind a mailbox was asked for since. */
export const countLinks = ({ email, purpose, since }: { email: string; purpose: LinkPurpose; since: Date }) =>
  getDb().accountLink.count({ where: { email, purpose, createdAt: { gt: since } } })

export const listOpenLinks = (take: number): Promise<LinkRow[]> =>
  getDb().accountLink.findMany({ where: isOpen(), orderBy: [{ createdAt: 'desc' }, { id: 'asc' }], take })

/** What of an e-mail change nobody has confirmed yet. */
export const findOpenPart = (tx: Transaction, request: string): Promise<LinkRow | null> =>
  tx.accountLink.findFirst({ where: { request, ...isOpen() } })

export const findUsed = (tx: Transaction, request: string): Promise<LinkRow[]> =>
  tx.accountLink.findMany({ where: { request, usedAt: { not: null } } })
