import { afterEach, beforeEach } from 'vitest'
import type { LogLevel } from '@/lib/core/log-level'
import { chooseLogLevels, listLogLevels } from '@/lib/platform/log/module-levels'
import { createRootLog } from '@/lib/platform/log/root-log'
import { forget, remember } from '@/lib/platform/remember'

export interface LogLine {
  level: string
  module: string
  msg: string
  [field: string]: unknown
}

export interface CapturedLog {
  /** Every line as it would have been written. */
  text: string
  readonly lines: LogLine[]
}

/** Whatever the tests of one file log, as real lines; each test starts with none. */
export function captureLog(level: LogLevel = 'trace'): CapturedLog {
  const log = {
    text: '',
    get lines(): LogLine[] {
      return log.text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line))
    },
  }
  const write = (line: string) => {
    log.text += line
  }
  const forgetLoggers = () => {
    forget('log.root')
    for (const { module } of listLogLevels()) forget(`log.${module}`)
  }
  beforeEach(() => {
    log.text = ''
    forgetLoggers()
    remember('log.root', () => createRootLog({ write }))
    chooseLogLevels(Object.fromEntries(listLogLevels().map(({ module }) => [module, level])))
  })
  afterEach(() => {
    forgetLoggers()
    chooseLogLevels({})
  })
  return log
}
