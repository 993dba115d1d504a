import type { Metadata } from 'next'
import { TeamPeoplePage } from '@/components/teams/team-people-page'
import { getFactors } from '@/lib/features/auth/factors/get-factors'
import { listTeamInvitations } from '@/lib/features/teams/list-team-invitations'
import { listTeamMembers } from '@/lib/features/teams/list-team-members'
import { decideTeamAction } from '@/lib/features/teams/policy'
import { readForPage } from '@/lib/http/read-for-page'
import { findTeam } from '../find-team'

interface MembersPage {
  params: Promise<{ teamId: string }>
}

const find = async ({ params }: MembersPage) => {
  const { teamId } = await params
  return await findTeam(teamId, `/teams/${teamId}/members`)
}

export async function generateMetadata(page: MembersPage): Promise<Metadata> {
  return { title: `People of ${(await find(page)).team.name}` }
}

export default async function MembersPage(page: MembersPage) {
  const { actor, team, teamId } = await find(page)
  const [members, invitations, factors] = await Promise.all([
    listTeamMembers({ actor, teamId }),
    decideTeamAction(team.role, 'invite') ? listTeamInvitations({ actor, teamId }) : null,
    readForPage('second factor', () => getFactors({ actor })),
  ])
  return (
    <TeamPeoplePage
      team={team}
      members={members}
      invitations={invitations}
      userId={actor.id}
      byCode={Boolean(factors?.totp)}
    />
  )
}
