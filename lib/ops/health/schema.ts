import { z } from 'zod'

export const componentStatus = z.enum(['unknown', 'up', 'degraded', 'down', 'maintenance'])

/** `GET /api/health`: for anybody, so nothing in it says how or where. */
export const healthReportDto = z.object({
  status: z
    .enum(['healthy', 'degraded', 'unhealthy'])
    .describe('`unhealthy`: something without which nobody can draw is down. `degraded`: something else is not well.'),
  version: z.string(),
  uptime_seconds: z.number().int(),
  checks: z.record(
    z.string(),
    z.object({
      status: componentStatus,
      latency_ms: z.number().nullable(),
      since: z.iso.datetime(),
      message: z.string().nullable(),
    }),
  ),
})

export type HealthReportDto = z.infer<typeof healthReportDto>
