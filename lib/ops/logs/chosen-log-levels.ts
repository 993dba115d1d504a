import { z } from 'zod'
import type { LogLevel } from '@/lib/core/log-level'
import { findSetting } from '@/lib/platform/settings/settings'
import { logLevel, logModuleParams } from './schema'

export const logLevelsSetting = 'log.levels'
/** Tells every process that they were changed. */
export const logLevelsTopic = 'log.levels'

export const chosenLogLevels = z.record(logModuleParams.shape.module, logLevel)

/** The levels that an admin has chosen, by module. */
export const getChosenLogLevels = async (): Promise<Record<string, LogLevel>> =>
  (await findSetting(logLevelsSetting, chosenLogLevels)) ?? {}
