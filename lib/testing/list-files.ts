import { readdirSync, statSync } from 'node:fs'

const skipped = new Set([
  'node_modules',
  '.git',
  '.next',
  'data',
  'generated',
  'test-results',
  'playwright-report',
  'coverage',
])

/** Every file of the repository that people write, as paths from its root; needs no git. */
export function listFiles(folder = '.'): string[] {
  return readdirSync(folder)
    .filter((name) => !skipped.has(name))
    .flatMap((name) => {
      const path = folder === '.' ? name : `${folder}/${name}`
      if (path === 'public/tldraw' || path === 'bench/results') return []
      return statSync(path).isDirectory() ? listFiles(path) : [path]
    })
}
