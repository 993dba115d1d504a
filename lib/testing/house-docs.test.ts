import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, matchesGlob, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listFiles } from './list-files'

const files = listFiles()
const pages = files.filter((path) => path.endsWith('.md') && !path.startsWith('bench/peers/'))
const roots = /^(\.ci|app|bench|components|deploy|docs|e2e|lib|prisma|public|scripts)\//
// Made by a build or a run, and never committed.
const made =
  /^(\.next|data|deploy\/docker\/secrets|bench\/results|lib\/platform\/db\/generated|public\/tldraw|test-results|playwright-report)\b/

const withoutFences = (text: string): string => text.replace(/^(`{3,})[\s\S]*?^\1/gm, '')

function exists(path: string): boolean {
  if (made.test(path)) return true
  return path.includes('*') ? files.some((file) => matchesGlob(file, path)) : existsSync(path)
}

/** Links to files of the repository, as paths from its root. */
function listLinks(page: string, text: string): string[] {
  return [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
    .map(([, target]) => target!)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => normalize(join(dirname(page), target)))
}

/** Names of files in code spans: whatever starts with a folder of the root, or is a file name without a folder. */
function listMentions(text: string): string[] {
  return [...text.matchAll(/`([^`\s<>]+)`/g)]
    .map(([, span]) => span!.replace(/\/$/, ''))
    .filter((span) => roots.test(span))
}

function listFolders(parent: string): string[] {
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'generated')
    .map((entry) => `${parent}/${entry.name}`)
}

/** The paths of the drawn tree: indentation of two spaces per level, a name, then what it is. */
function listTree(architecture: string): string[] {
  const tree = /## The tree\n+```\n([\s\S]*?)```/.exec(architecture)?.[1] ?? ''
  const parents: string[] = []
  return tree
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, indent = '', name = ''] = /^( *)(\S+)/.exec(line) ?? []
      parents.length = indent.length / 2
      parents.push(name.replace(/\/$/, ''))
      return parents.join('/')
    })
}

describe('documentation', () => {
  it.each(pages)('%s names only files that exist', (page) => {
    const text = withoutFences(readFileSync(page, 'utf8'))
    const missing = [...listLinks(page, text), ...listMentions(text)].filter((path) => !exists(path))
    expect(missing).toEqual([])
  })

  it('draws a tree of folders that exist', () => {
    const drawn = listTree(readFileSync('docs/ARCHITECTURE.md', 'utf8'))
    expect(drawn.length).toBeGreaterThan(15)
    expect(drawn.filter((path) => !exists(path))).toEqual([])
  })

  it('draws every folder of the product', () => {
    const drawn = listTree(readFileSync('docs/ARCHITECTURE.md', 'utf8'))
    const folders = ['components', 'lib', 'lib/features', 'lib/platform'].flatMap(listFolders)
    expect(folders.filter((folder) => !drawn.includes(folder))).toEqual([])
  })

  it('lists every decision', () => {
    const list = readFileSync('docs/decisions/README.md', 'utf8')
    const unlisted = readdirSync('docs/decisions').filter((name) => name !== 'README.md' && !list.includes(`(${name})`))
    expect(unlisted).toEqual([])
  })

  it('describes every table of the schema as existing', () => {
    const existing = readFileSync('docs/ARCHITECTURE.md', 'utf8').split('### Tables that are designed')[0]
    const tables = [...readFileSync('prisma/schema.prisma', 'utf8').matchAll(/^model [\s\S]*?@@map\("(\w+)"\)/gm)]
    expect(tables.length).toBeGreaterThan(5)
    expect(tables.map(([, name]) => name).filter((name) => !existing?.includes(`| \`${name}\` `))).toEqual([])
  })

  it('gives a reason for every direct dependency', () => {
    const reasons = readFileSync('docs/decisions/0015-libraries.md', 'utf8')
    const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
    const names = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !name.startsWith('@types/'))
    expect(names.filter((name) => !new RegExp(`(^|[ ,|])${name}([ ,;|]|$)`, 'm').test(reasons))).toEqual([])
  })
})
