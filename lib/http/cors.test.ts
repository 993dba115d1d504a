import { afterEach, describe, expect, it, vi } from 'vitest'
import { parseOrigins } from '@/lib/platform/net/parse-origins'
import { forget } from '@/lib/platform/remember'
import { listCorsHeaders, listPreflightHeaders } from './cors'

const forgetAll = () => {
  for (const name of ['env', 'net.cors-origins']) forget(name)
}
afterEach(() => {
  vi.unstubAllEnvs()
  forgetAll()
})

function allow(origins: string): void {
  vi.stubEnv('CORS_ORIGINS', origins)
  forgetAll()
}

const headersFor = (origin: string | null) => Object.fromEntries(listCorsHeaders(origin))

describe('an answer', () => {
  it('is for nobody else by default', () => {
    allow('')
    expect(headersFor('https://wiki.example.org')).toEqual({})
  })

  it('is for exactly the origins that are named, with cookies', () => {
    allow('https://wiki.example.org, http://localhost:8080')
    expect(headersFor('https://wiki.example.org')).toMatchObject({
      vary: 'Origin',
      'access-control-allow-origin': 'https://wiki.example.org',
      'access-control-allow-credentials': 'true',
    })
    const others = [
      'https://wiki.example.org.evil.example',
      'https://evil-wiki.example.org',
      'http://wiki.example.org',
      'null',
    ]
    for (const other of [...others, 'https://wiki.example.org:8443', 'https://WIKI.example.org', null]) {
      expect(headersFor(other)).toEqual({ vary: 'Origin' })
    }
  })

  it('is for everybody with a star, never with cookies', () => {
    allow('*')
    expect(headersFor('https://anyone.example')).toMatchObject({ 'access-control-allow-origin': '*' })
    expect(headersFor('https://anyone.example')).not.toHaveProperty('access-control-allow-credentials')
  })
})

it('a preflight says what may be sent, to whom it may', () => {
  allow('https://wiki.example.org')
  expect(Object.fromEntries(listPreflightHeaders('https://wiki.example.org'))).toMatchObject({
    'access-control-allow-methods': expect.stringContaining('DELETE'),
    'access-control-allow-headers': expect.stringContaining('Idempotency-Key'),
    'access-control-max-age': '7200',
  })
  expect(Object.fromEntries(listPreflightHeaders('https://evil.example'))).toEqual({ vary: 'Origin' })
})

it.each([
  ['*', '*'],
  ['', []],
  ['https://a.example,http://b.example:81', ['https://a.example', 'http://b.example:81']],
  ['https://a.example/', null],
  ['https://*.example', null],
  ['a.example', null],
  ['ftp://a.example', null],
  ['https://a.example,*', null],
])('%j is read as %j', (text, origins) => {
  expect(parseOrigins(text)).toEqual(origins)
})
