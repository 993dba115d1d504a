import { type LogLevel, logLevels } from '@/lib/core/log-level'
import { remember } from '../remember'
import { parseProcessEnv } from './parse-process-env'
import type { Env } from './schema'

/** The parsed environment of this process; throws with every fault when it is wrong. */
export function getEnv(): Env {
  return remember('env', () => {
    const parsed = parseProcessEnv(process.env)
    if ('faults' in parsed) throw new Error(`The configuration is wrong:\n- ${parsed.faults.join('\n- ')}`)
    return parsed.env
  })
}

/** The address people type, without a trailing slash. */
export function getAppUrl(): string {
  const { APP_URL, PORT } = getEnv()
  return (APP_URL ?? `http://localhost:${PORT}`).replace(/\/+$/, '')
}

/** The level of one module: `LOG_LEVEL_<MODULE>`, else `LOG_LEVEL`. */
export function getLogLevel(module: string): LogLevel {
  const own = process.env[`LOG_LEVEL_${module.toUpperCase()}`]
  return logLevels.find((level) => level === own) ?? getEnv().LOG_LEVEL
}
