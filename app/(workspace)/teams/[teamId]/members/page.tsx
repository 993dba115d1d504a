import type { Metadata } from 'next'
import { TeamPeoplePage } from '@/components/teams/team-people-page'
import { listTeamInvitations } from '@/lib/features/teams/list-team-invitations'
import { listTeamMembers } from '@/lib/features/teams/list-team-members'
import { decideTeamAction } from '@/lib/features/teams/policy'
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
  const [members, invitations] = await Promise.all([
    listTeamMembers({ actor, teamId }),
    decideTeamAction(team.role, 'invite') ? listTeamInvitations({ actor, teamId }) : null,
  ])
  return <TeamPeoplePage team={team} members={members} invitations={invitations} userId={actor.id} />
}
