import { z } from 'zod'
import { errorStatus } from '@/lib/core/errors'

/** RFC 9457 problem details with our code and correlation id. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().describe('What happened, what is safe, and what to do.'),
  instance: z.string(),
  code: z.enum(Object.keys(errorStatus)),
  correlationId: z.string().describe('Finds the lines of this request in the log.'),
  errors: z
    .array(z.object({ path: z.string(), code: z.string(), message: z.string() }))
    .optional()
    .describe('Every fault of the input.'),
})
