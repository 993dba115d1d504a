import { z } from 'zod'
import { monitors } from './collector'

export const monitorReadingDto = z.object({
  monitor: z.enum(monitors),
  state: z.enum(['ok', 'warning', 'critical']),
  summary: z.string().describe('One sentence for people.'),
  at: z.iso.datetime(),
  values: z.record(z.string(), z.number()).describe('By name, which ends in the unit.'),
  limits: z
    .object({
      unit: z.enum(['%', 'MB', 'ms']),
      warningFrom: z.number(),
      criticalFrom: z.number().nullable(),
    })
    .nullable()
    .describe('From where on the state is not `ok`; null where nothing is too much.'),
})

export const monitorReadingsDto = z.object({ items: z.array(monitorReadingDto) })

export type MonitorReadingDto = z.infer<typeof monitorReadingDto>
