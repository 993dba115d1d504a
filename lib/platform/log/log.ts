import type { Logger } from 'pino'
import { remember } from '../remember'
import { getModuleLevel } from './module-levels'
import { createRootLog, moduleLevel } from './root-log'

const getRoot = () => remember('log.root', () => createRootLog())

/**
 * The logger of one module: structured JSON lines without secrets, `module` on each, the level from `LOG_LEVEL_<MODULE>` or
 * as an admin has chosen. What is logged as an error with its `err` is also filed for people to see.
 */
export function getLog(module: string): Logger {
  return remember(`log.${module}`, () =>
    Object.assign(getRoot().child({ module }), { [moduleLevel]: getModuleLevel(module) }),
  )
}
