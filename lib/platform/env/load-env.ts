import { existsSync } from 'node:fs'
import { forget } from '../remember'
import { type Env, parseEnv } from './schema'

/** The settings of this process with those of a `.env` file beneath them, or every fault at once. */
export function loadEnv(file: string): { env: Env } | { faults: string[] } {
  if (existsSync(file)) process.loadEnvFile(file)
  return parseEnv(process.env)
}

/** Decides settings for the rest of this process and for the processes it starts. */
export function provideEnv(values: Record<string, string>): void {
  Object.assign(process.env, values)
  forget('env')
}
