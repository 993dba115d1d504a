import { z } from 'zod'
import { idPattern, type SessionId, type UserId } from '@/lib/core/ids'

const hasNoControlCharacters = (text: string) => !/\p{Cc}/u.test(text)

/** How an e-mail address is stored and compared. */
export const emailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email('This is not an e-mail address.').max(254, 'An e-mail address has at most 254 characters.'))

/** Composed form, so that the same password typed on another system is the same bytes. */
export const typedPassword = z.string().transform((password) => password.normalize('NFC'))

/** Whether it may be chosen is for `assertPasswordAllowed`, which knows the person and the setting. */
export const newPassword = typedPassword.describe(
  'At least `PASSWORD_MIN_LENGTH` characters (12 unless set otherwise) and at most 128, not easy to guess, and without your name, e-mail address or "AutoGraph".',
)

export const accountName = z
  .string()
  .trim()
  .min(1, 'Say what others should call you.')
  .max(100, 'A name has at most 100 characters.')
  .refine(hasNoControlCharacters, 'A name is one line of text.')

export const registerInput = z.strictObject({ email: emailAddress, password: newPassword, name: accountName })

export const changePasswordInput = z.strictObject({ currentPassword: typedPassword, newPassword })

export const confirmInput = z.strictObject({
  password: typedPassword.optional().describe('Without a second factor.'),
  code: z.string().max(40).optional().describe('With one: of the app, or a backup code.'),
})

export const unlockAccountInput = z.strictObject({ email: emailAddress })

export const updateAccountInput = z.strictObject({ name: accountName })

/** What the sign-in form of next-auth posts; anything else in it is next-auth's own. */
export const credentialsInput = z.object({
  email: z.string().trim().toLowerCase().max(1_000),
  password: typedPassword,
  code: z.string().trim().max(40).optional().describe('With two-step sign-in: of the app, or a backup code.'),
  remember: z.union([z.boolean(), z.enum(['true', 'false'])]).optional(),
  keep: z
    .union([z.boolean(), z.enum(['true', 'false'])])
    .optional()
    .describe('Keeps an account that is to be deleted, instead of being refused.'),
})

export const sessionParams = z.object({
  sessionId: z
    .string()
    .regex(idPattern)
    .transform((id) => id as SessionId),
})

export const accountDto = z.object({
  id: z.string().transform((id) => id as UserId),
  email: z.string(),
  name: z.string(),
  role: z.enum(['admin', 'editor', 'viewer']),
})

export const registeredDto = z.discriminatedUnion('next', [
  accountDto.extend({ next: z.literal('sign_in') }),
  z.object({
    next: z.literal('confirm_email').describe('A mail with a link is on its way; the account begins with it.'),
    email: z.string(),
    name: z.string(),
  }),
])

export const accountSessionDto = z.object({
  id: z.string().transform((id) => id as SessionId),
  current: z.boolean().describe('Whether this request came with it.'),
  device: z.string().describe('The browser and system it was started from, e.g. "Firefox on Linux".'),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
})

export const accountSessionsDto = z.object({ items: z.array(accountSessionDto) })

export type RegisterInput = z.infer<typeof registerInput>
export type RegisteredDto = z.infer<typeof registeredDto>
export type AccountDto = z.infer<typeof accountDto>
export type AccountSessionDto = z.infer<typeof accountSessionDto>
