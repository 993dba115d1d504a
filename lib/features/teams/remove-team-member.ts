import type { Actor } from '@/lib/core/actor'
import type { TeamId, UserId } from '@/lib/core/ids'
import { recordAudit } from '@/lib/platform/audit/record-audit'
import { withdrawTeamLinks } from '../auth/links/team-links'
import { assertTeamAllowed, assertTeamMemberChange } from './assert-team'
import { assertPerson, holdTeam } from './authorize-team'
import * as repo from './repo'
import { findSeniorOwner, handOverDiagrams } from './repo-diagrams'
import { tellMembers } from './tell-members'

interface RemoveTeamMember {
  actor: Actor
  teamId: TeamId
  userId: UserId
}

/**
 * Takes somebody out of a team, or lets them leave. What they made in it stays: it becomes that of the team's most senior
 * owner. Whom they have invited is not. Removing who is not in it changes nothing. Errors: unauthenticated, not_found,
 * forbidden, conflict for the last owner.
 */
export async function removeTeamMember(removal: RemoveTeamMember): Promise<void> {
  await repo.inTransaction((tx) => removeIn(tx, removal))
  await tellMembers([removal.userId])
}

async function removeIn(tx: repo.Transaction, { actor, teamId, userId }: RemoveTeamMember): Promise<void> {
  assertPerson(actor)
  const { team, role: by } = await holdTeam(tx, { actor, teamId, action: 'view' })
  const from = await repo.findRole(tx, { teamId, userId })
  if (from === null) {
    assertTeamAllowed(by, 'invite')
    return
  }
  const otherOwners = await repo.countOtherOwners(tx, { teamId, userId })
  assertTeamMemberChange({ by, isSelf: actor.id === userId, from, to: null, otherOwners })
  const diagrams = await releaseIn(tx, { teamId, userId })
  await repo.deleteMember(tx, { teamId, userId })
  await recordAudit(tx, {
    actor,
    action: 'team.member.remove',
    target: { type: 'team', id: teamId, name: team.name },
    facts: { memberId: userId, role: from, diagrams },
  })
}

/** What they own in the team, and whom they have invited, does not go with them. */
async function releaseIn(tx: repo.Transaction, { teamId, userId }: { teamId: TeamId; userId: UserId }) {
  await withdrawTeamLinks(tx, { teamId, invitedById: userId })
  const to = await findSeniorOwner(tx, { teamId, except: userId })
  if (to === null) throw new Error('a team without another owner')
  return await handOverDiagrams(tx, { teamId, from: userId, to })
}
