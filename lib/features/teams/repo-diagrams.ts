import type { TeamId, UserId } from '@/lib/core/ids'
import type { Transaction } from './repo'

export const countTeamDiagrams = (tx: Transaction, teamId: TeamId): Promise<number> =>
  tx.diagram.count({ where: { teamId, trashedAt: null } })

/** What somebody owns in the team becomes another owner's, also what is in the trash. Says how much it was. */
export async function handOverDiagrams(
  tx: Transaction,
  { teamId, from, to }: { teamId: TeamId; from: UserId; to: UserId },
): Promise<number> {
  const count =
    await tx.$executeRaw`UPDATE diagrams SET owner_id = ${to} WHERE team_id = ${teamId} AND owner_id = ${from}`
  if (count > 0) await forgetSharesOfOwner(tx, { teamId, owner: to })
  return count
}

/**
 * What is in the team becomes the person's, and whose it was can still edit it; what is in the trash stays in the trash of
 * its owner. Nothing is in the team any more.
 */
export async function takeDiagrams(tx: Transaction, { teamId, by }: { teamId: TeamId; by: UserId }): Promise<number> {
  await tx.$executeRaw`
    INSERT INTO diagram_members (diagram_id, user_id, role)
    SELECT id, owner_id, 'editor' FROM diagrams WHERE team_id = ${teamId} AND trashed_at IS NULL AND owner_id <> ${by}
    ON CONFLICT (diagram_id, user_id) DO UPDATE SET role = 'editor'`
  const taken = await tx.$executeRaw`
    UPDATE diagrams SET owner_id = ${by} WHERE team_id = ${teamId} AND trashed_at IS NULL`
  await forgetSharesOfOwner(tx, { teamId, owner: by })
  await tx.$executeRaw`UPDATE diagrams SET team_id = NULL WHERE team_id = ${teamId}`
  return taken
}

/** An owner needs no share, and would be listed twice. */
async function forgetSharesOfOwner(tx: Transaction, { teamId, owner }: { teamId: TeamId; owner: UserId }) {
  await tx.$executeRaw`
    DELETE FROM diagram_members m USING diagrams d
    WHERE d.id = m.diagram_id AND d.team_id = ${teamId} AND m.user_id = ${owner}
      AND d.owner_id = ${owner}`
}

/** Who has been an owner of the team for longest, beside somebody; one who can sign in where there is one. */
export async function findSeniorOwner(
  tx: Transaction,
  { teamId, except }: { teamId: TeamId; except: UserId },
): Promise<UserId | null> {
  const owner = await tx.teamMember.findFirst({
    where: { teamId, role: 'owner', userId: { not: except } },
    orderBy: [{ user: { suspendedAt: { sort: 'asc', nulls: 'first' } } }, { createdAt: 'asc' }, { userId: 'asc' }],
    select: { userId: true },
  })
  return owner && (owner.userId as UserId)
}
