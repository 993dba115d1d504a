import { expect, it } from 'vitest'
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
  [{ 'sec-fetch-site': 'cross-site', origin: 'http://draw.example.org' }, false],
  [{ origin: 'http://draw.example.org' }, true],
  [{ origin: 'http://localhost:3000' }, true],
  [{ origin: 'http://evil.example' }, false],
  [{ origin: 'http://draw.example.org.evil.example' }, false],
  [{ origin: 'http://draw.example.org:8080' }, false],
  [{ origin: 'null' }, false],
  [{ origin: 'nonsense' }, false],
  [{}, true],
])('a write with %j: allowed is %s', (headers, allowed) => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    expect(isRefused(method, { host: 'draw.example.org', ...headers })).toBe(!allowed)
  }
})

it('lets any site link to what is only read', () => {
  for (const method of ['GET', 'HEAD']) expect(isRefused(method, { 'sec-fetch-site': 'cross-site' })).toBe(false)
})
