import { expect, it } from 'vitest'
import { safeCallbackPath } from './safe-callback-path'

it.each([
  ['/diagrams/abc?x=1#y', '/diagrams/abc?x=1#y'],
  ['/', '/'],
  ['/a//b', '/a//b'],
  [null, '/diagrams'],
  ['', '/diagrams'],
  ['diagrams', '/diagrams'],
  ['//evil.example', '/diagrams'],
  ['///evil.example', '/diagrams'],
  ['/\\evil.example', '/diagrams'],
  ['\\\\evil.example', '/diagrams'],
  ['/\t/evil.example', '/diagrams'],
  ['/./\\evil.example', '/diagrams'],
  ['/x/..//evil.example', '/diagrams'],
  ['https://evil.example/', '/diagrams'],
  ['javascript:alert(1)', '/diagrams'],
  [' https://evil.example/', '/diagrams'],
])('%j leads to %s', (given, path) => {
  expect(safeCallbackPath(given)).toBe(path)
})
