import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { compileRoutes } from './compile-routes'

/** Files of the build and of `public`. */
export const staticPath = 'static'
/** Whatever is asked for and does not exist. */
export const otherPath = 'other'

export type NamePath = (path: string) => string

/** From the path of any request to one of few words for it, so that metrics do not grow with what clients send. */
export function makeNamePath({ root, routes }: { root: string; routes: readonly string[] }): NamePath {
  const find = compileRoutes(routes)
  const folders = new Set([...listPublic(root), '_next'])
  return (path) => find(path) ?? (folders.has(path.split('/', 2)[1] ?? '') ? staticPath : otherPath)
}

function listPublic(root: string): string[] {
  try {
    return readdirSync(join(root, 'public'))
  } catch {
    return []
  }
}
