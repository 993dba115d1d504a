import { z } from 'zod'

export const badgeParams = z.object({ badge: z.string().regex(/^[a-z0-9-]{1,80}\.svg$/) })
