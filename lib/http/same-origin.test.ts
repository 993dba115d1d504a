import { afterEach, expect, it, vi } from 'vitest'
import { forget } from '@/lib/platform/remember'
import { assertSameOrigin } from './same-origin'

const isRefused = (method: string, headers: HeadersInit) => {
  try {
    assertSameOrigin(new Request('http://draw.example.org/', { method, headers }))
    return false
  } catch {
    return true
  }
}

it.each<[HeadersInit, boolean]>([
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{ 'sec-fetch-site': 'none' }, true],
  [{ 'sec-fetch-site': 'cross-site' }, false],
  [{ 'sec-fetch-site': 'same-site' }, false],
  [{ 'sec-fetch-site': 'same-site', origin: 'https://draw.example.org' }, false],
  [{ 'sec-fetch-site': 'cross-site', origin: 'http://draw.example.org' }, false],
  [{ origin: 'http://draw.example.org' }, true],
  [{ origin: 'http://localhost:3000' }, true],
  [{ origin: 'http://evil.example' }, false],
  [{ origin: 'http://draw.example.org.evil.example' }, false],
  [{ origin: 'http://draw.example.org:8080' }, false],
  [{ origin: 'null' }, false],
  [{ origin: 'nonsense' }, false],
  [{}, true],
  [{ 'sec-fetch-site': 'cross-site', authorization: 'Bearer x' }, true],
  [{ 'sec-fetch-site': 'cross-site', authorization: 'Basic YTpi' }, false],
  [{ origin: 'http://evil.example', authorization: '' }, false],
])('a write with %j: allowed is %s', (headers, allowed) => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    expect(isRefused(method, { host: 'draw.example.org', ...headers })).toBe(!allowed)
  }
})

it('lets any site link to what is only read', () => {
  for (const method of ['GET', 'HEAD']) expect(isRefused(method, { 'sec-fetch-site': 'cross-site' })).toBe(false)
})

afterEach(() => {
  vi.unstubAllEnvs()
  for (const name of ['env', 'net.cors-origins']) forget(name)
})

it('lets a named origin write, and none because of a star', () => {
  const headers = { host: 'draw.example.org', origin: 'https://wiki.example.org', 'sec-fetch-site': 'same-site' }
  for (const [origins, refused] of [
    ['https://wiki.example.org', false],
    ['https://other.example.org', true],
    ['*', true],
  ] as const) {
    vi.stubEnv('CORS_ORIGINS', origins)
    for (const name of ['env', 'net.cors-origins']) forget(name)
    expect([origins, isRefused('POST', headers)]).toEqual([origins, refused])
  }
})
