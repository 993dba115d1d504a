import { readSecretFiles } from './read-secret-files'
import { type Env, parseEnv } from './schema'

/** The settings of a process, with secrets out of their files, or every fault at once. */
export function parseProcessEnv(given: Record<string, string | undefined>): { env: Env } | { faults: string[] } {
  const { source, faults } = readSecretFiles(given)
  if (faults.length === 0) return parseEnv(source)
  const parsed = parseEnv(source)
  return { faults: [...faults, ...('faults' in parsed ? parsed.faults : [])] }
}
