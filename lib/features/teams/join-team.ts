import { AppError } from '@/lib/core/errors'
import type { TeamId, UserId } from '@/lib/core/ids'
import { recordAudit } from '@/lib/platform/audit/record-audit'
import { teamLimits } from './pure/team-limits'
import type { TeamRole } from './pure/team-roles'
import * as repo from './repo'

interface Join {
  teamId: TeamId
  /** What they were invited as. */
  role: TeamRole
  user: { id: UserId; email: string }
}

/** Holds the team that somebody is about to join, before anything else is done in the transaction. */
export const holdTeamToJoin = repo.lockTeam

/** Lets in whoever was invited; who is in it already stays what they are. Errors: conflict. */
export async function joinTeam(tx: repo.Transaction, { teamId, role, user }: Join): Promise<void> {
  if ((await repo.findRole(tx, { teamId, userId: user.id })) !== null) return
  if ((await repo.countMembers(tx, teamId)) >= teamLimits.people) throw teamIsFull()
  if ((await repo.countTeamsOf(tx, user.id)) >= teamLimits.teams) {
    throw new AppError('conflict', `You are in ${teamLimits.teams} teams already. Leave one first.`)
  }
  await repo.insertMember(tx, { teamId, userId: user.id, role })
  await recordAudit(tx, {
    actor: { type: 'user', ...user },
    action: 'team.member.add',
    target: { type: 'team', id: teamId },
    facts: { memberId: user.id, role },
  })
}

export const teamIsFull = () =>
  new AppError('conflict', `A team has at most ${teamLimits.people} people, with those who are invited.`)
