import { z } from 'zod'
import { type AlertNotice, noticeKinds, severities } from '../notice'

const noticeAlert = z.object({
  alertId: z.string(),
  name: z.string(),
  type: z.string(),
  serviceId: z.string(),
  serviceName: z.string(),
  severity: z.enum(severities),
  status: z.enum(['active', 'resolved']),
  triggeredAt: z.string(),
  resolvedAt: z.string().nullable(),
  acknowledgedAt: z.string().nullable(),
  escalationCount: z.number(),
  durationSeconds: z.number(),
  message: z.string(),
  url: z.string(),
  affects: z.array(z.string()),
})

/** A notice as it comes out of the outbox. */
export const storedNotice: z.ZodType<AlertNotice> = z.object({
  id: z.string(),
  kind: z.enum(noticeKinds),
  at: z.string(),
  alerts: z.array(noticeAlert),
})
