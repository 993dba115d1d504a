import { z } from 'zod'
import { idPattern, type UserId } from '@/lib/core/ids'

export const userRole = z.enum(['admin', 'editor', 'viewer'])

export const userParams = z.object({
  userId: z
    .string()
    .regex(idPattern)
    .transform((id) => id as UserId),
})

export const changeUserInput = z
  .strictObject({
    role: userRole.optional(),
    suspended: z.boolean().optional().describe('Nobody can act as them, nor sign in; what is theirs is kept.'),
  })
  .refine(({ role, suspended }) => role !== undefined || suspended !== undefined, 'Say what to change.')

export const changedUserDto = z.object({
  id: z.string().transform((id) => id as UserId),
  email: z.string(),
  name: z.string(),
  role: userRole,
  suspended: z.boolean(),
})

export const userStates = ['active', 'suspended', 'locked', 'invited'] as const

export const listUsersQuery = z.object({
  q: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .refine((text) => !text.includes('\0'))
    .optional()
    .describe('Part of a name or an e-mail address.'),
  role: userRole.optional(),
  state: z.enum(userStates).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().min(1).max(1_000).optional(),
})

export const userDto = z.object({
  id: z.string().describe('Of the account; while somebody is only invited, of the invitation.'),
  email: z.string(),
  name: z.string().nullable().describe('Null while somebody is only invited.'),
  role: userRole,
  state: z
    .enum(userStates)
    .describe('`locked`: after too many failed sign-ins, for some hours. `suspended`: by an admin, until restored.'),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable().describe('By a session that is still known, or by an API key.'),
  secondFactor: z.boolean(),
  diagrams: z.number().int().describe('How many they own, the trash included.'),
})

export const userPageDto = z.object({
  items: z.array(userDto),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
})

export const deleteUserQuery = z.object({
  transferTo: z
    .string()
    .regex(idPattern)
    .transform((id) => id as UserId)
    .optional()
    .describe('Who gets their diagrams, and their place in teams that would have no owner.'),
})

export type UserState = (typeof userStates)[number]
export type ListUsersQuery = z.infer<typeof listUsersQuery>
export type UserDto = z.infer<typeof userDto>
export type UserPageDto = z.infer<typeof userPageDto>
export type ChangeUserInput = z.infer<typeof changeUserInput>
export type ChangedUserDto = z.infer<typeof changedUserDto>
