import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { listFiles } from './list-files'

const self = 'lib/testing/house-source.test.ts'
const sources = listFiles()
  .filter((path) => /\.(ts|tsx|mjs|cjs)$/.test(path) && !path.endsWith('.d.ts') && path !== self)
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }))

const isTest = (path: string): boolean => /\.(test|spec)\.tsx?$/.test(path)

/** `path:line: text` of every line that matches. */
function findLines(pattern: RegExp, belongs: (path: string) => boolean): string[] {
  return sources
    .filter(({ path }) => belongs(path))
    .flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
    )
}

describe('source code', () => {
  it('is found', () => {
    expect(sources.length).toBeGreaterThan(20)
  })

  it('has no escape from the type system', () => {
    expect(findLines(/(: any\b|\bas any\b|<any[,>]|\bas unknown as\b|@ts-ignore|@ts-nocheck)/, () => true)).toEqual([])
  })

  it('reads process.env in one place', () => {
    const product = (path: string): boolean =>
      /^(app|components|lib)\/|^(instrumentation|proxy)\.ts$/.test(path) &&
      !path.startsWith('lib/platform/env/') &&
      !path.startsWith('lib/testing/') &&
      !isTest(path)
    // NEXT_RUNTIME is replaced by Next's compiler; it is not a setting.
    expect(findLines(/process\.env\b(?!\.NEXT_RUNTIME\b)/, product)).toEqual([])
  })

  it('runs every test that is written', () => {
    expect(findLines(/\b(it|test|describe)(\.\w+)*\.(only|skip|todo|fixme|fails?)\b/, isTest)).toEqual([])
  })

  it('has no file over 300 lines without a reason in its first line', () => {
    const long = sources.filter(({ text }) => text.trimEnd().split('\n').length > 300)
    expect(long.filter(({ text }) => !/^(\/\/|\/\*\*?) Long because /.test(text)).map(({ path }) => path)).toEqual([])
  })

  it('has thin routes', () => {
    const thick = sources.filter(({ path, text }) => /^app\/.*\/route\.ts$/.test(path) && text.split('\n').length > 41)
    expect(thick.map(({ path }) => path)).toEqual([])
  })

  it('has no file whose name says nothing', () => {
    const vague = /(^|\/)(utils?|helpers?|misc|common|shared|index)(\.[^/]*)?\.(ts|tsx|mjs)$/
    expect(sources.map(({ path }) => path).filter((path) => vague.test(path))).toEqual([])
  })
})
