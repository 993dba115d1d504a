import { expect, it } from 'vitest'
import { parseDomains } from './parse-domains'

it.each([
  ['example.org', ['example.org']],
  ['Example.org, a.example.com', ['example.org', 'a.example.com']],
  ['xn--bcher-kva.example', ['xn--bcher-kva.example']],
  ['', null],
  ['example.org,', null],
  ['@example.org', null],
  ['*.example.org', null],
  ['localhost', null],
])('%s is %j', (text, domains) => {
  expect(parseDomains(text)).toEqual(domains)
})
