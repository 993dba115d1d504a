import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Folders and files of the repository that a build is made of. */
const sources = [
  'app',
  'components',
  'lib',
  'prisma/schema.prisma',
  'instrumentation.ts',
  'proxy.ts',
  'next.config.mjs',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
]

const irrelevant =
  /(\.test\.tsx?|\.sql|\.md)$|^lib\/(testing|platform\/db\/generated|boot\/(launcher|embedded-postgres))\//

/** One hash over everything a build depends on, so that `npm start` builds only when something changed. */
export function computeBuildFingerprint(root: string): string {
  const hash = createHash('sha256').update(`node ${process.versions.modules}\0`)
  for (const path of sources.flatMap((source) => listFiles(root, source)).sort()) {
    if (irrelevant.test(path)) continue
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0')
  }
  return hash.digest('hex')
}

function listFiles(root: string, source: string): string[] {
  try {
    const entries = readdirSync(join(root, source), { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relativeTo(root, join(entry.parentPath, entry.name)))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOTDIR') return [source]
    if (code === 'ENOENT') return []
    throw error
  }
}

const relativeTo = (root: string, path: string) => path.slice(root.length).replaceAll('\\', '/').replace(/^\/+/, '')
