import { z } from 'zod'
import { idPattern, type UserId } from '@/lib/core/ids'

/** Of the file that is sent. Browsers send a square that is far smaller. */
export const maxAvatarBytes = 2 * 1024 * 1024
/** On a side, of the picture that is kept: sharp at 128 on most screens. */
export const avatarSide = 256

export const avatarParams = z.object({
  userId: z
    .string()
    .regex(idPattern)
    .transform((id) => id as UserId),
})
