import type { UserId } from '@/lib/core/ids'
import { hashEmail } from '../auth/hash-email'
import type { Transaction } from './repo'

/**
 * Nothing new can refer to them any more, such as a diagram that they make at this moment. Their teams first, in the order of
 * whoever changes who is in one.
 */
export async function holdForDeletion(tx: Transaction, id: UserId): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM teams WHERE id IN (SELECT team_id FROM team_members WHERE user_id = ${id}) ORDER BY id FOR UPDATE`
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${id} FOR UPDATE`
}

export interface Left {
  diagrams: number
  /** Teams without another owner who can sign in. */
  teams: { id: string; name: string }[]
}

export async function findLeft(tx: Transaction, id: UserId): Promise<Left> {
  const teams = await tx.$queryRaw<Left['teams']>`
    SELECT t.id, t.name FROM teams t JOIN team_members m ON m.team_id = t.id AND m.user_id = ${id} AND m.role = 'owner'
    WHERE NOT EXISTS (SELECT 1 FROM team_members o JOIN users u ON u.id = o.user_id
      WHERE o.team_id = t.id AND o.role = 'owner' AND o.user_id <> ${id} AND u.suspended_at IS NULL)
    ORDER BY t.id`
  return { diagrams: await tx.diagram.count({ where: { ownerId: id } }), teams }
}

interface Transfer {
  from: UserId
  to: UserId
  /** Ids of teams that `from` is the only owner of. */
  teams: readonly string[]
}

/**
 * Diagrams get another owner, with their documents, assets, members and teams as they are; the owner of a team's diagram is in
 * the team, and a team has an owner.
 */
export async function transferOwned(tx: Transaction, { from, to, teams }: Transfer): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO team_members (team_id, user_id, role)
    SELECT DISTINCT team_id, ${to}, 'editor'::team_role FROM diagrams WHERE owner_id = ${from} AND team_id IS NOT NULL
    ON CONFLICT DO NOTHING`
  await tx.$executeRaw`
    INSERT INTO team_members (team_id, user_id, role) SELECT id, ${to}, 'owner'::team_role FROM unnest(${teams}::text[]) id
    ON CONFLICT (team_id, user_id) DO UPDATE SET role = 'owner'`
  // An owner is no member beside that.
  await tx.$executeRaw`
    DELETE FROM diagram_members WHERE user_id = ${to} AND diagram_id IN (SELECT id FROM diagrams WHERE owner_id = ${from})`
  await tx.$executeRaw`UPDATE diagrams SET owner_id = ${to} WHERE owner_id = ${from}`
}

export async function deleteUserRow(tx: Transaction, { id, email }: { id: UserId; email: string }): Promise<void> {
  await tx.signInFailure.deleteMany({ where: { account: hashEmail(email) } })
  await tx.user.delete({ where: { id } })
}
