import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

interface Lock {
  packages: Record<
    string,
    {
      version?: string
      resolved?: string
      dependencies?: Record<string, string>
      devDependencies?: Record<string, string>
    }
  >
}

const lock: Lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))

/** Every installed copy of a package, nested ones too. */
function listVersions(name: string): string[] {
  return Object.entries(lock.packages)
    .filter(([path]) => path.endsWith(`node_modules/${name}`))
    .map(([, { version }]) => version ?? '')
}

const parts = (version: string): number[] => version.split(/[.-]/).slice(0, 3).map(Number)

function isAtLeast(version: string, floor: string): boolean {
  const [have, need] = [parts(version), parts(floor)]
  const differing = need.findIndex((part, index) => part !== have[index])
  return differing === -1 || have[differing]! > need[differing]!
}

describe('versions in the lock file', () => {
  // Releases that close known holes; `npm audit` has no answer on every registry.
  it.each([
    ['next', '16.4.6'],
    ['react', '19.3.1'],
    ['react-dom', '19.3.1'],
    ['next-auth', '4.24.15'],
    ['ws', '8.21.1'],
  ])('%s is at least %s', (name, floor) => {
    const versions = listVersions(name)
    expect(versions).not.toEqual([])
    expect(versions.filter((version) => !isAtLeast(version, floor))).toEqual([])
  })

  // Not among the dependencies yet; whoever adds one begins there.
  it.each([['mermaid', '11.17.2']])('%s, when there is one, is at least %s', (name, floor) => {
    expect(listVersions(name).filter((version) => !isAtLeast(version, floor))).toEqual([])
  })

  it('are those that package.json pins', () => {
    const { dependencies, devDependencies } = lock.packages['']!
    const pinned = Object.entries({ ...dependencies, ...devDependencies })
    expect(pinned.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
    expect(pinned.filter(([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version)).toEqual([])
  })

  it('pins every tldraw package to 3.15.6', () => {
    const others = Object.entries(lock.packages)
      .filter(([path]) => /node_modules\/(tldraw|@tldraw\/[^/]+)$/.test(path))
      .filter(([, { version }]) => version !== '3.15.6')
    expect(others).toEqual([])
    expect(listVersions('tldraw')).toEqual(['3.15.6'])
  })

  it('names no registry, so that npm ci asks the one that is configured', () => {
    expect(Object.entries(lock.packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([])
  })

  it('compares versions by number', () => {
    expect(['8.21.1', '8.22.0', '9.0.0', '8.21.10'].every((version) => isAtLeast(version, '8.21.1'))).toBe(true)
    expect(['8.21.0', '8.9.9', '7.99.99'].some((version) => isAtLeast(version, '8.21.1'))).toBe(false)
  })
})
