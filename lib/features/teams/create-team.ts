import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import { newId, type TeamId } from '@/lib/core/ids'
import { recordAudit } from '@/lib/platform/audit/record-audit'
import { assertMayCreate } from '../diagrams/authorize-diagram'
import { getTeam } from './get-team'
import { teamLimits } from './pure/team-limits'
import * as repo from './repo'
import type { TeamDto } from './schema'

/** A new team, of which the actor is the owner. Errors: unauthenticated, forbidden, conflict. */
export async function createTeam({ actor, name }: { actor: Actor; name: string }): Promise<TeamDto> {
  assertMayCreate(actor)
  const id = newId<TeamId>()
  await repo.inTransaction(async (tx) => {
    if ((await repo.countTeamsOf(tx, actor.id)) >= teamLimits.teams) throw tooMany()
    await repo.insertTeam(tx, { id, name, ownerId: actor.id })
    await recordAudit(tx, { actor, action: 'team.create', target: { type: 'team', id, name } })
  })
  return await getTeam({ actor, teamId: id })
}

const tooMany = () => new AppError('conflict', `You are in ${teamLimits.teams} teams already. Leave one first.`)
