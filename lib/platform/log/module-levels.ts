import { type LogLevel, logLevels } from '@/lib/core/log-level'
import { getLogLevel } from '../env/env'
import { remember } from '../remember'

/** What a module's lines are compared with; the same object for as long as the process runs. */
export interface ModuleLevel {
  readonly module: string
  /** As pino counts: 10 trace … 60 fatal. */
  leastNumber: number
}

/** Named before they have written anything, so that they can be turned up before. */
const knownModules = [
  ...[
    'alerts',
    'auth',
    'browser',
    'db',
    'diagrams',
    'documents',
    'errors',
    'http',
    'incidents',
    'kv',
    'logs',
    'mail',
    'monitoring',
  ],
  ...['objects', 'outbox', 'process', 'resilience', 'sync'],
]

const getState = () =>
  remember('log.levels', () => ({ modules: new Map<string, ModuleLevel>(), chosen: new Map<string, LogLevel>() }))

const toNumber = (level: LogLevel): number => (logLevels.indexOf(level) + 1) * 10

export function getModuleLevel(module: string): ModuleLevel {
  const { modules } = getState()
  const known = modules.get(module)
  if (known) return known
  const made = { module, leastNumber: toNumber(getLevel(module)) }
  modules.set(module, made)
  return made
}

/** How much a module logs now. */
export const getLevel = (module: string): LogLevel => getState().chosen.get(module) ?? getLogLevel(module)

/** Replaces what was chosen at run time, in this process and at once; a module that is not named goes by its settings. */
export function chooseLogLevels(chosen: Readonly<Record<string, LogLevel>>): void {
  const { modules } = getState()
  getState().chosen = new Map(Object.entries(chosen))
  for (const known of modules.values()) known.leastNumber = toNumber(getLevel(known.module))
}

export interface LogLevelEntry {
  module: string
  level: LogLevel
  /** What the settings say; `level` differs from it where another was chosen. */
  configured: LogLevel
}

export function listLogLevels(): LogLevelEntry[] {
  const { modules, chosen } = getState()
  return [...new Set([...knownModules, ...modules.keys(), ...chosen.keys()])]
    .sort()
    .map((module) => ({ module, level: getLevel(module), configured: getLogLevel(module) }))
}
