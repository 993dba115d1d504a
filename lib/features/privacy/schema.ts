import { z } from 'zod'

export const exportQuery = z.object({
  check: z.literal('true').optional().describe('Only says whether it would be given: 204.'),
})
