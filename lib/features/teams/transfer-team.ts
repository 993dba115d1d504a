import type { Actor } from '@/lib/core/actor'
import { AppError, notFound } from '@/lib/core/errors'
import type { TeamId, UserId } from '@/lib/core/ids'
import { recordAudit } from '@/lib/platform/audit/record-audit'
import { requireStepUp } from '../auth/require-step-up'
import { holdTeam } from './authorize-team'
import { getTeam } from './get-team'
import * as repo from './repo'
import type { TeamDto } from './schema'
import { tellMembers } from './tell-members'

interface TransferTeam {
  actor: Actor
  teamId: TeamId
  /** Who is to be the owner. */
  userId: UserId
}

/**
 * Makes a member the owner instead of the actor, who stays as an admin and has just proved who they are. Errors: unauthenticated,
 * not_found, forbidden, conflict.
 */
export async function transferTeam({ actor: asking, teamId, userId }: TransferTeam): Promise<TeamDto> {
  const actor = await requireStepUp(asking)
  await repo.inTransaction(async (tx) => {
    const { team } = await holdTeam(tx, { actor, teamId, action: 'transfer' })
    if (actor.id === userId) throw new AppError('conflict', 'You are an owner already. Name somebody else.')
    if ((await repo.findRole(tx, { teamId, userId })) === null) throw notFound('member')
    await repo.setRole(tx, { teamId, userId, role: 'owner' })
    await repo.setRole(tx, { teamId, userId: actor.id, role: 'admin' })
    if ((await repo.countOtherOwners(tx, { teamId, userId: actor.id })) === 0) throw cannotOwn()
    const target = { type: 'team', id: teamId, name: team.name }
    await recordAudit(tx, { actor, action: 'team.transfer', target, facts: { memberId: userId } })
  })
  await tellMembers([userId, actor.id])
  return await getTeam({ actor, teamId })
}

const cannotOwn = () =>
  new AppError(
    'conflict',
    'Their account is suspended, so nobody could run the team. Nothing was changed. Name somebody else.',
  )
