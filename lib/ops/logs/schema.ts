import { z } from 'zod'
import { logLevels } from '@/lib/core/log-level'

export const logLevel = z.enum(logLevels)

export const logModuleParams = z.object({ module: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/) })

export const setLogLevelInput = z.strictObject({
  level: logLevel.nullable().describe('Null goes back to what the settings of the server say.'),
})

export const logLevelDto = z.object({
  module: z.string(),
  level: logLevel,
  configured: logLevel.describe('What the settings of the server say.'),
})

export const logLevelsDto = z.object({ items: z.array(logLevelDto) })

export type LogLevelDto = z.infer<typeof logLevelDto>
