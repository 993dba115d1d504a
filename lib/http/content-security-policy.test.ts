import { expect, it } from 'vitest'
import { makeContentSecurityPolicy } from './content-security-policy'

const directives = (policy: string): Record<string, string[]> =>
  Object.fromEntries(
    policy.split('; ').map((directive) => [directive.split(' ')[0] ?? '', directive.split(' ').slice(1)]),
  )

it('names no source but ourselves, in production and in development', () => {
  const local = /^('none'|'self'|'unsafe-inline'|'unsafe-eval'|'nonce-n0nce'|data:|blob:)$/
  for (const dev of [false, true]) {
    const sources = Object.values(directives(makeContentSecurityPolicy({ nonce: 'n0nce', dev }))).flat()
    expect(sources.filter((source) => !local.test(source))).toEqual([])
  }
})

it('runs no inline or evaluated script in production', () => {
  const policy = directives(makeContentSecurityPolicy({ nonce: 'n0nce', dev: false }))
  expect(policy['script-src']).toEqual(["'self'", "'nonce-n0nce'"])
  expect(policy['default-src']).toEqual(["'none'"])
})
