import type { TeamId, UserId } from '@/lib/core/ids'
import type { Prisma } from '@/lib/platform/db/generated/client'
import { getPool } from '@/lib/platform/db/pool'
import { getDb } from '@/lib/platform/db/prisma'
import type { TeamRole } from './pure/team-roles'

export type Transaction = Prisma.TransactionClient

export interface TeamRow {
  id: TeamId
  name: string
  role: TeamRole
  members: number
  diagrams: number
  createdAt: Date
}

const teamsOf = `
  SELECT t.id, t.name, m.role, t.created_at AS "createdAt",
    (SELECT count(*)::int FROM team_members o WHERE o.team_id = t.id) AS members,
    (SELECT count(*)::int FROM diagrams d WHERE d.team_id = t.id AND d.trashed_at IS NULL) AS diagrams
  FROM team_members m JOIN teams t ON t.id = m.team_id WHERE m.user_id = $1`

export async function listTeamRows(userId: UserId): Promise<TeamRow[]> {
  const { rows } = await getPool().query<TeamRow>(`${teamsOf} ORDER BY lower(t.name), t.id`, [userId])
  return rows
}

/** A team as one of its people sees it; null for who is not in it. */
export async function findTeamRow(teamId: TeamId, userId: UserId): Promise<TeamRow | null> {
  const { rows } = await getPool().query<TeamRow>(`${teamsOf} AND t.id = $2`, [userId, teamId])
  return rows[0] ?? null
}

export const inTransaction = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => getDb().$transaction(work)

/**
 * Holds a team until the transaction ends: of two who change who is in it, the second sees what the first has left. Before
 * anything else of the team is read, or written to the audit log.
 */
export async function lockTeam(tx: Transaction, id: TeamId): Promise<{ id: TeamId; name: string } | null> {
  const rows = await tx.$queryRaw<
    { id: TeamId; name: string }[]
  >`SELECT id, name FROM teams WHERE id = ${id} FOR UPDATE`
  return rows[0] ?? null
}

export async function insertTeam(tx: Transaction, team: { id: TeamId; name: string; ownerId: UserId }): Promise<void> {
  const { id, name, ownerId: userId } = team
  await tx.team.create({ data: { id, name, members: { create: { userId, role: 'owner' } } } })
}

export async function renameTeam(tx: Transaction, { id, name }: { id: TeamId; name: string }): Promise<void> {
  await tx.team.update({ where: { id }, data: { name } })
}

export async function deleteTeam(tx: Transaction, id: TeamId): Promise<void> {
  await tx.team.delete({ where: { id } })
}

const person = { select: { id: true, name: true, email: true } } as const
const memberFields = { role: true, createdAt: true, user: person } as const

export type MemberRow = Prisma.TeamMemberGetPayload<{ select: typeof memberFields }>

/** Owners first, then by name. */
export const listMemberRows = (teamId: TeamId): Promise<MemberRow[]> =>
  getDb().teamMember.findMany({
    where: { teamId },
    select: memberFields,
    orderBy: [{ role: 'asc' }, { user: { name: 'asc' } }, { userId: 'asc' }],
  })

interface Membership {
  teamId: TeamId
  userId: UserId
}

export const findMemberRow = (tx: Transaction, key: Membership): Promise<MemberRow | null> =>
  tx.teamMember.findUnique({ where: { teamId_userId: key }, select: memberFields })

export async function findRole(tx: Transaction, key: Membership): Promise<TeamRole | null> {
  return (await findMemberRow(tx, key))?.role ?? null
}

export async function isMemberEmail(tx: Transaction, { teamId, email }: { teamId: TeamId; email: string }) {
  return (await tx.teamMember.count({ where: { teamId, user: { email } } })) > 0
}

/** Of those who can sign in: whoever is suspended could answer for nothing. */
export const countOtherOwners = (tx: Transaction, { teamId, userId }: Membership): Promise<number> =>
  tx.teamMember.count({ where: { teamId, role: 'owner', userId: { not: userId }, user: { suspendedAt: null } } })

export const countMembers = (tx: Transaction, teamId: TeamId): Promise<number> =>
  tx.teamMember.count({ where: { teamId } })

export const countTeamsOf = (tx: Transaction, userId: UserId): Promise<number> =>
  tx.teamMember.count({ where: { userId } })

export async function insertMember(tx: Transaction, member: Membership & { role: TeamRole }): Promise<void> {
  await tx.teamMember.create({ data: member })
}

export async function setRole(tx: Transaction, { role, ...key }: Membership & { role: TeamRole }): Promise<void> {
  await tx.teamMember.update({ where: { teamId_userId: key }, data: { role } })
}

export async function deleteMember(tx: Transaction, key: Membership): Promise<void> {
  await tx.teamMember.delete({ where: { teamId_userId: key } })
}

export async function listMemberIds(tx: Transaction, teamId: TeamId): Promise<UserId[]> {
  const members = await tx.teamMember.findMany({ where: { teamId }, select: { userId: true } })
  return members.map(({ userId }) => userId as UserId)
}
