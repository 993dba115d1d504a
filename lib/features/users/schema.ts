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

export type ChangeUserInput = z.infer<typeof changeUserInput>
export type ChangedUserDto = z.infer<typeof changedUserDto>
