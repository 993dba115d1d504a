import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { computeBuildFingerprint } from './build-fingerprint'

let root: string
const write = (path: string, content: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content)
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'autograph-build-'))
  write('app/page.tsx', 'a page')
  write('lib/core/ids.ts', 'ids')
  write('package-lock.json', '{}')
})
afterEach(() => rmSync(root, { recursive: true }))

describe('computeBuildFingerprint', () => {
  it.each([
    ['a source changes', 'app/page.tsx', 'another page'],
    ['a source is added', 'lib/core/time.ts', 'time'],
    ['a dependency changes', 'package-lock.json', '{"a":1}'],
    ['the configuration of the build is added', 'next.config.mjs', 'export default {}'],
  ])('changes when %s', (_, path, content) => {
    const before = computeBuildFingerprint(root)
    write(path, content)
    expect(computeBuildFingerprint(root)).not.toBe(before)
  })

  it.each([
    ['the same is written again', 'app/page.tsx', 'a page'],
    ['a test changes', 'lib/core/ids.test.ts', 'a test'],
    ['what is generated changes', 'lib/platform/db/generated/client.ts', 'generated'],
    ['a document changes', 'README.md', 'words'],
  ])('stays when %s', (_, path, content) => {
    const before = computeBuildFingerprint(root)
    write(path, content)
    expect(computeBuildFingerprint(root)).toBe(before)
  })

  it('tells a renamed file from the one it was', () => {
    const before = computeBuildFingerprint(root)
    rmSync(join(root, 'lib/core/ids.ts'))
    write('lib/core/names.ts', 'ids')
    expect(computeBuildFingerprint(root)).not.toBe(before)
  })
})
