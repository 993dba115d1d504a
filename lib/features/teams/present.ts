import type { UserId } from '@/lib/core/ids'
import type { MemberRow, TeamRow } from './repo'
import type { TeamDto, TeamMemberDto } from './schema'

/** `role` is what the caller may make use of, which can be less than what they are. */
export const presentTeam = (team: TeamRow, role = team.role): TeamDto => ({
  id: team.id,
  name: team.name,
  role,
  members: team.members,
  diagrams: team.diagrams,
  createdAt: team.createdAt.toISOString(),
})

export const presentTeamMember = ({ user, role, createdAt }: MemberRow): TeamMemberDto => ({
  id: user.id as UserId,
  name: user.name,
  email: user.email,
  role,
  joinedAt: createdAt.toISOString(),
})
