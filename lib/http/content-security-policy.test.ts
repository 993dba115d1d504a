import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { CspEvaluator } from 'csp_evaluator'
import { Severity } from 'csp_evaluator/dist/finding.js'
import { CspParser } from 'csp_evaluator/dist/parser.js'
import { describe, expect, it } from 'vitest'
import { makeContentSecurityPolicy, styleHashes } from './content-security-policy'

const directives = (policy: string): Record<string, string[]> =>
  Object.fromEntries(
    policy.split('; ').map((directive) => [directive.split(' ')[0] ?? '', directive.split(' ').slice(1)]),
  )
const production = directives(makeContentSecurityPolicy({ nonce: 'n0nce', dev: false }))

it('names no source but ourselves, in production and in development', () => {
  const local = /^('none'|'self'|'unsafe-inline'|'unsafe-eval'|'nonce-n0nce'|'sha256-[\w+/]{43}='|data:|blob:)$/
  for (const dev of [false, true]) {
    const sources = Object.values(directives(makeContentSecurityPolicy({ nonce: 'n0nce', dev }))).flat()
    expect(sources.filter((source) => !local.test(source))).toEqual([])
  }
})

it('lets pages connect to where live connections go, when that is another host, and to nothing else there', () => {
  const syncOrigin = 'https://live.example.org'
  const policy = directives(makeContentSecurityPolicy({ nonce: 'n0nce', dev: false, syncOrigin }))
  expect(policy).toEqual({
    ...production,
    'connect-src': [...(production['connect-src'] ?? []), 'wss://live.example.org'],
  })
})

it('runs no inline or evaluated script, and no inline style element, in production', () => {
  expect(production['script-src']).toEqual(["'self'", "'nonce-n0nce'"])
  expect(production['default-src']).toEqual(["'none'"])
  expect(production['style-src']).not.toContain("'unsafe-inline'")
})

it('has no bypass that is known', () => {
  const grade = (policy: string) =>
    new CspEvaluator(new CspParser(policy).csp).evaluate().filter(({ severity }) => severity < Severity.SYNTAX)
  const policy = makeContentSecurityPolicy({ nonce: 'n0nce-of-sixteen-and-more', dev: false })
  expect(grade(policy)).toEqual([])
  expect(grade(policy.replaceAll("'nonce-n0nce-of-sixteen-and-more'", "'unsafe-inline'"))).not.toEqual([])
})

it('frames exactly the hosts it is told', () => {
  const frameHosts = ['player.vimeo.com', 'embed.figma.com']
  const policy = directives(makeContentSecurityPolicy({ nonce: 'n', dev: false, frameHosts }))
  expect(policy['frame-src']).toEqual(['https://player.vimeo.com', 'https://embed.figma.com'])
  expect(production['frame-src']).toEqual(["'none'"])
})

describe('style elements of libraries', () => {
  const require = createRequire(import.meta.url)
  const find = (file: string, pattern: RegExp): string =>
    pattern.exec(readFileSync(require.resolve(file), 'utf8'))?.[1] ?? ''
  const hash = (style: string): string => `'sha256-${createHash('sha256').update(style).digest('base64')}'`

  it.each([
    ['sonner', JSON.parse(`"${find('sonner', /__insertCSS\("((?:[^"\\]|\\.)*)"\)/)}"`)],
    ['tiptap', find('@tiptap/core', /const style = `([^`]*)`/)],
    ['select', find('@radix-ui/react-select', /__html: `([^`]*)`/)],
  ] as const)('of %s are known by the hash of what is installed', (name, style) => {
    expect(style).not.toBe('')
    expect(styleHashes[name]).toBe(hash(style))
  })
})
