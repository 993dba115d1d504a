import { z } from 'zod'
import { readingSpans } from './choose-span'
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

export const monitorParams = z.object({ monitor: z.enum(monitors) })

export const readingHistoryQuery = z.object({
  from: z.iso.datetime({ offset: true }).optional().describe('An hour before `to` when it is left out.'),
  to: z.iso.datetime({ offset: true }).optional().describe('Now when it is left out.'),
  instance: z.string().max(300).optional().describe('Only of this process; of all when it is left out.'),
})

const amount = z.object({ average: z.number(), least: z.number(), most: z.number() })

export const readingPointDto = z.object({
  at: z.iso.datetime().describe('When it was read, or when the span that it sums up began.'),
  values: z.record(z.string(), amount),
})

export const readingHistoryDto = z.object({
  monitor: z.enum(monitors),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  span: z
    .enum(readingSpans)
    .describe('What a point is: one reading, or 5 minutes or an hour of them. The latest ones may be finer.'),
  truncated: z.boolean().describe('There are more: the earliest are left out. Ask for less time, or for one instance.'),
  series: z.array(z.object({ instance: z.string(), points: z.array(readingPointDto) })),
})

export const monitorReadingsDto = z.object({ items: z.array(monitorReadingDto) })

export type MonitorReadingDto = z.infer<typeof monitorReadingDto>
export type ReadingHistoryQuery = z.infer<typeof readingHistoryQuery>
export type ReadingHistoryDto = z.infer<typeof readingHistoryDto>
