import { z } from 'zod'
import { severities } from '../notice'

/** What an alert is about, as it was last seen. */
export const subjectSchema = z.object({
  alertId: z.string(),
  ruleId: z.string(),
  type: z.string(),
  serviceId: z.string(),
  serviceName: z.string(),
  name: z.string(),
  severity: z.enum(severities),
  message: z.string(),
  affects: z.array(z.string()),
  /** `silence:<id>` or `cause:<component>`; null when people may be told. */
  mutedBy: z.string().nullable(),
})

export type Subject = z.infer<typeof subjectSchema>
