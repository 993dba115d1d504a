/**
 * Removes from a built and pruned tree what only the build needed. The bundle holds its own copy of whatever pages and
 * routes import, so a package is needed at run time when `next.config.mjs` leaves it out of the bundle, or the launcher
 * or Next's server loads it.
 */
import { readdirSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('../../', import.meta.url)

export const leftOut = [
  '.next/cache',
  'node_modules/.cache',
  'node_modules/@electric-sql',
  'node_modules/@prisma/dev',
  'node_modules/@prisma/engines',
  'node_modules/@prisma/fetch-engine',
  'node_modules/@prisma/studio-core',
  'node_modules/@tailwindcss',
  'node_modules/@tldraw/assets',
  'node_modules/@types',
  'node_modules/core-js',
  'node_modules/effect',
  'node_modules/elkjs',
  'node_modules/geist',
  'node_modules/lucide-react',
  'node_modules/prisma',
  'node_modules/tailwindcss',
  'node_modules/typescript',
]
/** Compilers and image libraries for one platform each. */
const leftOutPrefixes = ['node_modules/@next/swc-', 'node_modules/@img/', 'node_modules/lightningcss']

for (const path of [...leftOut, ...leftOutPrefixes.flatMap(listBeginningWith)]) {
  rmSync(fileURLToPath(new URL(path, root)), { recursive: true, force: true })
}

/** @param {string} prefix */
function listBeginningWith(prefix) {
  const folder = prefix.slice(0, prefix.lastIndexOf('/'))
  const names = readdirSync(fileURLToPath(new URL(folder, root)))
  return names.map((name) => `${folder}/${name}`).filter((path) => path.startsWith(prefix))
}
