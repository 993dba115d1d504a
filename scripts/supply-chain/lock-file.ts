import { readFileSync } from 'node:fs'
import { z } from 'zod'

const lock = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      optional: z.boolean().optional(),
      hasInstallScript: z.boolean().optional(),
    }),
  ),
})

export interface LockedPackage {
  name: string
  version: string
  /** Null when the package does not say. */
  licence: string | null
  /** Only for developing; not in the image, and not installed with `--omit=dev`. */
  isDev: boolean
  hasInstallScript: boolean
}

/** Every package of the lock file but ourselves, also those for other platforms. */
export function readLockFile(): LockedPackage[] {
  const { packages } = lock.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')))
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, { version = '', license = null, dev = false, hasInstallScript = false }]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: license,
      isDev: dev,
      hasInstallScript,
    }))
}
