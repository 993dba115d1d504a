import type { Actor } from '@/lib/core/actor'
import { notFound } from '@/lib/core/errors'
import type { TeamId, UserId } from '@/lib/core/ids'
import { recordAudit } from '@/lib/platform/audit/record-audit'
import { withdrawTeamLinks } from '../auth/links/team-links'
import { assertTeamMemberChange } from './assert-team'
import { assertPerson, holdTeam } from './authorize-team'
import { decideTeamAction } from './policy'
import { presentTeamMember } from './present'
import type { TeamRole } from './pure/team-roles'
import * as repo from './repo'
import type { TeamMemberDto } from './schema'
import { tellMembers } from './tell-members'

interface ChangeTeamMember {
  actor: Actor
  teamId: TeamId
  userId: UserId
  role: TeamRole
}

/** Gives somebody another role; what they have open follows. Errors: unauthenticated, not_found, forbidden, conflict. */
export async function changeTeamMember(change: ChangeTeamMember): Promise<TeamMemberDto> {
  const member = await repo.inTransaction((tx) => changeIn(tx, change))
  await tellMembers([change.userId])
  return presentTeamMember(member)
}

async function changeIn(tx: repo.Transaction, { actor, teamId, userId, role }: ChangeTeamMember) {
  assertPerson(actor)
  const { team, role: by } = await holdTeam(tx, { actor, teamId, action: 'view' })
  const member = await repo.findMemberRow(tx, { teamId, userId })
  if (!member) throw notFound('member')
  const otherOwners = await repo.countOtherOwners(tx, { teamId, userId })
  assertTeamMemberChange({ by, isSelf: actor.id === userId, from: member.role, to: role, otherOwners })
  if (member.role === role) return member
  await repo.setRole(tx, { teamId, userId, role })
  if (!decideTeamAction(role, 'invite')) await withdrawTeamLinks(tx, { teamId, invitedById: userId })
  await recordAudit(tx, {
    actor,
    action: 'team.member.change',
    target: { type: 'team', id: teamId, name: team.name },
    facts: { memberId: userId, from: member.role, to: role },
  })
  return { ...member, role }
}
