import { z } from 'zod'
import { componentStatus } from './schema'

/** A component as the status page shows it to admins. */
export const componentDto = z.object({
  id: z.string(),
  name: z.string(),
  status: componentStatus,
  since: z.iso.datetime(),
  message: z.string().nullable(),
  detail: z.string().nullable(),
  latencyMs: z.number().nullable(),
  lookedAt: z.iso.datetime().nullable().describe('Null for one that nothing looks at.'),
  essential: z.boolean(),
  /** Names of what is down below it and is the reason. */
  causes: z.array(z.string()),
  /** Names of what goes down with it. */
  affects: z.array(z.string()),
})

export type ComponentDto = z.infer<typeof componentDto>
