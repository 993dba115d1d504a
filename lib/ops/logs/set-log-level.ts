import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { AppError } from '@/lib/core/errors'
import type { LogLevel } from '@/lib/core/log-level'
import { getProcessMessages } from '@/lib/platform/db/notify'
import { getLogLevel } from '@/lib/platform/env/env'
import { getLog } from '@/lib/platform/log/log'
import { chooseLogLevels, getLevel } from '@/lib/platform/log/module-levels'
import { storeSetting } from '@/lib/platform/settings/settings'
import { getChosenLogLevels, logLevelsSetting, logLevelsTopic } from './chosen-log-levels'
import type { LogLevelDto } from './schema'

interface SetLogLevel {
  actor: Actor
  module: string
  /** Null goes back to the settings. */
  level: LogLevel | null
}

const maxChosen = 50

/** Changes how much a module logs, in every process and at once. Errors: unauthenticated, not_found, conflict. */
export async function setLogLevel({ actor, module, level }: SetLogLevel): Promise<LogLevelDto> {
  assertAdmin(actor)
  const { [module]: before, ...others } = await getChosenLogLevels()
  const chosen = level === null ? others : { ...others, [module]: level }
  if (Object.keys(chosen).length > maxChosen)
    throw new AppError('conflict', 'Too many modules have a level of their own.')
  await storeSetting(logLevelsSetting, { value: chosen, changedById: actor.id })
  chooseLogLevels(chosen)
  getLog('logs').info({ of: module, from: before ?? null, to: level, actorId: actor.id }, 'a log level was changed')
  await getProcessMessages().publish(logLevelsTopic, {})
  return { module, level: getLevel(module), configured: getLogLevel(module) }
}
