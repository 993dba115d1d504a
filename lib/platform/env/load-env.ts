import { existsSync } from 'node:fs'
import { forget } from '../remember'
import { parseProcessEnv } from './parse-process-env'
import type { Env } from './schema'
import { findFileSetting } from './secret-settings'

/** The settings of this process with those of a `.env` file beneath them, or every fault at once. */
export function loadEnv(file: string): { env: Env } | { faults: string[] } {
  if (existsSync(file)) process.loadEnvFile(file)
  return parseProcessEnv(process.env)
}

/** Decides settings for the rest of this process and for the processes it starts. */
export function provideEnv(values: Record<string, string>): void {
  Object.assign(process.env, values)
  for (const name of Object.keys(values)) {
    const fileSetting = findFileSetting(name)
    // What is decided here would otherwise be a second value beside the file's.
    if (fileSetting) delete process.env[fileSetting]
  }
  forget('env')
}
