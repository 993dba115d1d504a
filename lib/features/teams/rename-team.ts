import type { Actor } from '@/lib/core/actor'
import type { TeamId } from '@/lib/core/ids'
import { recordAudit } from '@/lib/platform/audit/record-audit'
import { holdTeam } from './authorize-team'
import { getTeam } from './get-team'
import * as repo from './repo'
import type { TeamDto } from './schema'

/** Gives a team another name. Errors: unauthenticated, not_found, forbidden. */
export async function renameTeam(asked: { actor: Actor; teamId: TeamId; name: string }): Promise<TeamDto> {
  const { actor, teamId, name } = asked
  await repo.inTransaction(async (tx) => {
    const { team } = await holdTeam(tx, { actor, teamId, action: 'rename' })
    if (team.name === name) return
    await repo.renameTeam(tx, { id: teamId, name })
    const target = { type: 'team', id: teamId, name }
    await recordAudit(tx, { actor, action: 'team.rename', target, facts: { from: team.name } })
  })
  return await getTeam({ actor, teamId })
}
