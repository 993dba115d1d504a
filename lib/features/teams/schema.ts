import { z } from 'zod'
import { idPattern, type TeamId, type UserId } from '@/lib/core/ids'
import { emailAddress } from '../auth/schema'
import { isOneLine } from '../diagrams/pure/title'
import { teamNameFaults, teamNameMaxLength } from './pure/team-name'
import { invitedRoles, teamRoles } from './pure/team-roles'

const teamId = z
  .string()
  .regex(idPattern)
  .transform((id) => id as TeamId)
const userId = z
  .string()
  .regex(idPattern)
  .transform((id) => id as UserId)

const teamName = z
  .string()
  .trim()
  .min(1, teamNameFaults.empty)
  .max(teamNameMaxLength, teamNameFaults.tooLong)
  .refine(isOneLine, teamNameFaults.notOneLine)

export const teamRole = z.enum(teamRoles)
export const invitedRole = z.enum(invitedRoles)

export const teamParams = z.object({ teamId })
export const teamMemberParams = z.object({ teamId, userId })
export const teamInvitationParams = z.object({ teamId, invitationId: z.string().regex(idPattern) })

export const createTeamInput = z.strictObject({ name: teamName })
export const renameTeamInput = z.strictObject({ name: teamName })
export const deleteTeamQuery = z.object({
  diagrams: z
    .literal('take')
    .optional()
    .describe('`take`: what is in the team becomes yours; whose it was can still edit it.'),
})
export const changeTeamMemberInput = z.strictObject({ role: teamRole })
export const transferTeamInput = z.strictObject({ userId })
export const inviteToTeamInput = z.strictObject({ email: emailAddress, role: invitedRole })
export const acceptTeamInvitationInput = z.strictObject({
  token: z.string().min(1).max(200).describe('What stands behind the `#` of the link.'),
})

export const teamDto = z.object({
  id: z.string(),
  name: z.string(),
  role: teamRole.describe('What the caller is in it.'),
  members: z.number().int(),
  diagrams: z.number().int().describe('Without those in the trash.'),
  createdAt: z.iso.datetime(),
})

export const teamMemberDto = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: teamRole,
  joinedAt: z.iso.datetime(),
})

export const teamInvitationDto = z.object({
  id: z.string(),
  email: z.string(),
  role: invitedRole,
  invitedBy: z.string().describe('A name.'),
  given: z.boolean().describe('Whether it was mailed or shown.'),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
})

export const teamInvitationsDto = z.object({
  items: z.array(teamInvitationDto),
  mail: z.boolean().describe('Whether a mail server is set up. Without one, who invites hands over the link.'),
})

export type TeamDto = z.infer<typeof teamDto>
export type TeamMemberDto = z.infer<typeof teamMemberDto>
export type TeamInvitationDto = z.infer<typeof teamInvitationDto>
export type TeamInvitationsDto = z.infer<typeof teamInvitationsDto>
