import { z } from 'zod'
import { componentDto } from '../health/schema-components'
import { barRanges } from './pure/ranges'

export const liveStatusQuery = z.object({
  uptime: z
    .enum(barRanges.map(({ range }) => range))
    .default('24h')
    .describe('Which bars of the components are told as time goes on.'),
})

const liveComponentDto = componentDto.omit({ detail: true, lookedAt: true, latencyMs: true })

export const liveStatusDto = z.object({
  atMs: z.number(),
  isWhole: z.literal(true).optional().describe('Everything that is known; later events say what has changed.'),
  values: z.record(z.string(), z.number().nullable()).optional().describe('By name, which ends in the unit.'),
  components: z.array(liveComponentDto).optional(),
})
