import { readFileSync } from 'node:fs'
import { envSchema } from './schema'
import { findFileSetting } from './secret-settings'

type Source = Record<string, string | undefined>

/**
 * Adds the secrets that lie in files: `AUTH_SECRET_FILE=/run/secrets/auth` gives `AUTH_SECRET` the content of that file
 * without the line break at its end. A setting that is given both ways, a file that cannot be read and one that is empty
 * are faults: going on without a secret that somebody meant to set would be worse.
 */
export function readSecretFiles(source: Source): { source: Source; faults: string[] } {
  const faults: string[] = []
  const added: Source = {}
  for (const name of Object.keys(envSchema.shape)) {
    const fileSetting = findFileSetting(name)
    const path = fileSetting && source[fileSetting]
    if (!path) continue
    if (source[name]) faults.push(`${name} and ${fileSetting} are two values: set one of them`)
    else {
      const content = readSecret(path)
      if (content.value) added[name] = content.value
      else faults.push(`${fileSetting} names a file that ${content.fault ?? 'is empty'}: ${path}`)
    }
  }
  return { source: { ...source, ...added }, faults }
}

function readSecret(path: string): { value?: string; fault?: string } {
  try {
    return { value: readFileSync(path, 'utf8').replace(/\r?\n$/, '') }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    return { fault: code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})` }
  }
}
