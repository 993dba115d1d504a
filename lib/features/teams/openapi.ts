import { z } from 'zod'
import { shownLinkDto } from '../auth/schema-links'
import type { ApiSection } from '../openapi/operation'
import {
  acceptTeamInvitationInput,
  changeTeamMemberInput,
  createTeamInput,
  deleteTeamQuery,
  inviteToTeamInput,
  renameTeamInput,
  teamDto,
  teamInvitationDto,
  teamInvitationParams,
  teamInvitationsDto,
  teamMemberDto,
  teamMemberParams,
  teamParams,
  transferTeamInput,
} from './schema'

const tag = 'Teams'
const params = teamParams

const ofTeams: ApiSection['operations'] = [
  {
    method: 'get',
    path: '/api/teams',
    tag,
    summary: 'List your teams',
    isConditional: true,
    answers: {
      200: {
        description: 'The teams that you are in.',
        content: z.object({ items: z.array(teamDto), nextCursor: z.null(), total: z.number().int() }),
      },
    },
  },
  {
    method: 'post',
    path: '/api/teams',
    tag,
    summary: 'Create a team',
    description: 'You are its owner.',
    body: createTeamInput,
    answers: { 201: { description: 'The team.', content: teamDto, headers: { Location: 'Its address.' } } },
    problems: ['forbidden', 'conflict'],
  },
  {
    method: 'get',
    path: '/api/teams/{teamId}',
    tag,
    summary: 'Get a team',
    isConditional: true,
    params,
    answers: { 200: { description: 'The team.', content: teamDto } },
  },
  {
    method: 'patch',
    path: '/api/teams/{teamId}',
    tag,
    summary: 'Rename a team',
    params,
    body: renameTeamInput,
    answers: { 200: { description: 'The team.', content: teamDto } },
    problems: ['forbidden'],
  },
  {
    method: 'delete',
    path: '/api/teams/{teamId}',
    tag,
    summary: 'Delete a team',
    description:
      'Refused while there are diagrams in it, unless you take them. It needs a confirmed password within the last ten minutes.',
    params,
    query: deleteTeamQuery,
    answers: { 204: { description: 'Deleted.' } },
    problems: ['forbidden', 'conflict'],
  },
  {
    method: 'post',
    path: '/api/teams/{teamId}/transfer',
    tag,
    summary: 'Make somebody else the owner of a team',
    description: 'You stay as an admin. It needs a confirmed password within the last ten minutes.',
    params,
    body: transferTeamInput,
    answers: { 200: { description: 'The team.', content: teamDto } },
    problems: ['forbidden', 'conflict'],
  },
]

const ofMembers: ApiSection['operations'] = [
  {
    method: 'get',
    path: '/api/teams/{teamId}/members',
    tag,
    summary: 'List who is in a team',
    isConditional: true,
    params,
    answers: {
      200: {
        description: 'Owners first.',
        content: z.object({ items: z.array(teamMemberDto), nextCursor: z.null(), total: z.number().int() }),
      },
    },
  },
  {
    method: 'patch',
    path: '/api/teams/{teamId}/members/{userId}',
    tag,
    summary: 'Change what somebody is in a team',
    description: 'Takes effect at once, also in editors that are open. A team keeps an owner.',
    params: teamMemberParams,
    body: changeTeamMemberInput,
    answers: { 200: { description: 'The member.', content: teamMemberDto } },
    problems: ['forbidden', 'conflict'],
  },
  {
    method: 'delete',
    path: '/api/teams/{teamId}/members/{userId}',
    tag,
    summary: 'Remove somebody from a team, or leave it',
    description:
      'Takes effect at once, also in editors that are open. What they made in the team becomes that of its most senior owner.',
    params: teamMemberParams,
    answers: { 204: { description: 'Removed.' } },
    problems: ['forbidden', 'conflict'],
  },
]

const ofInvitations: ApiSection['operations'] = [
  {
    method: 'get',
    path: '/api/teams/{teamId}/invitations',
    tag,
    summary: 'List who is invited to a team',
    isConditional: true,
    params,
    answers: { 200: { description: 'Those that are open, the latest first.', content: teamInvitationsDto } },
    problems: ['forbidden'],
  },
  {
    method: 'post',
    path: '/api/teams/{teamId}/invitations',
    tag,
    summary: 'Invite somebody to a team',
    description:
      'They get a mail; without a mail server, show the link and hand it to them. The answer is the same whether they have an account. A newer invitation replaces an older one to the same address.',
    params,
    body: inviteToTeamInput,
    answers: { 201: { description: 'The invitation.', content: teamInvitationDto } },
    problems: ['forbidden', 'conflict'],
  },
  {
    method: 'delete',
    path: '/api/teams/{teamId}/invitations/{invitationId}',
    tag,
    summary: 'Withdraw an invitation to a team',
    params: teamInvitationParams,
    answers: { 204: { description: 'It works no longer.' } },
    problems: ['forbidden'],
  },
  {
    method: 'post',
    path: '/api/teams/{teamId}/invitations/{invitationId}/show',
    tag,
    summary: 'Show the link of an invitation to a team',
    description: 'To hand over where there is no mail server. It is said once, and the audit log tells that it was.',
    params: teamInvitationParams,
    answers: { 200: { description: 'The link.', content: shownLinkDto } },
    problems: ['forbidden', 'conflict'],
  },
  {
    method: 'post',
    path: '/api/teams/invitations/accept',
    tag,
    summary: 'Accept an invitation to a team',
    description:
      'For who has an account with the address that was invited; who has none accepts by `/api/auth/invitations/accept`.',
    body: acceptTeamInvitationInput,
    answers: { 200: { description: 'The team that you are in now.', content: teamDto } },
    problems: ['forbidden', 'conflict'],
  },
]

export const teamsApi: ApiSection = {
  schemas: { Team: teamDto, TeamMember: teamMemberDto, TeamInvitation: teamInvitationDto },
  operations: [...ofTeams, ...ofMembers, ...ofInvitations],
}
