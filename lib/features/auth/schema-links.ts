import { z } from 'zod'
import { idPattern } from '@/lib/core/ids'
import { accountName, emailAddress, newPassword } from './schema'

export const linkToken = z.string().min(1).max(200).describe('What stands behind the `#` of the link.')

export const forgotPasswordInput = z.strictObject({ email: emailAddress })
export const resetPasswordInput = z.strictObject({ token: linkToken, newPassword })
export const linkInput = z.strictObject({ token: linkToken })
export const changeEmailInput = z.strictObject({ email: emailAddress })
export const acceptInvitationInput = z.strictObject({ token: linkToken, name: accountName, password: newPassword })
export const inviteInput = z.strictObject({ email: emailAddress, role: z.enum(['admin', 'editor', 'viewer']) })
export const accountLinkParams = z.object({ linkId: z.string().regex(idPattern) })

const purpose = z.enum([
  'register',
  'verify_email',
  'reset_password',
  'unlock',
  'change_email_from',
  'change_email_to',
  'cancel_deletion',
  'invite',
  'team_invite',
])

export const readLinkDto = z.object({
  purpose,
  email: z.string().describe('The mailbox that it was sent to.'),
  newEmail: z.string().nullable().describe('Of a change of address: the new one.'),
  team: z
    .object({ id: z.string(), name: z.string(), invitedBy: z.string().describe('A name.') })
    .nullable()
    .describe('Of an invitation to a team.'),
  expiresAt: z.iso.datetime(),
})

export const linkUsedDto = z.object({ email: z.string().describe('What to sign in with.') })

export const emailChangeDto = z.object({
  email: z.string(),
  state: z.enum(['changed', 'waiting']).describe('`waiting`: until the other address has confirmed it too.'),
})

export const accountLinkDto = z.object({
  id: z.string(),
  purpose,
  email: z.string(),
  newEmail: z.string().nullable(),
  role: z.enum(['admin', 'editor', 'viewer']).nullable(),
  given: z.boolean().describe('Whether it was mailed or shown.'),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
})

export const accountLinksDto = z.object({
  items: z.array(accountLinkDto),
  mail: z.boolean().describe('Whether a mail server is set up. Without one, admins give people their links.'),
})

export const shownLinkDto = z.object({ url: z.url(), expiresAt: z.iso.datetime() })

export type ReadLinkDto = z.infer<typeof readLinkDto>
export type EmailChangeDto = z.infer<typeof emailChangeDto>
export type AccountLinkDto = z.infer<typeof accountLinkDto>
export type AccountLinksDto = z.infer<typeof accountLinksDto>
export type ShownLinkDto = z.infer<typeof shownLinkDto>
