import { expect, it } from 'vitest'
import { readCookies } from './read-cookies'

it.each<[string | null | undefined, Record<string, string>]>([
  [undefined, {}],
  ['', {}],
  ['a=1; b=2', { a: '1', b: '2' }],
  ['a=x%7Cy;a=second;  c = d=e ', { a: 'x|y', c: 'd=e' }],
  ['broken; =nameless; a=%E0%A4', { a: '%E0%A4' }],
  ['a="quoted"', { a: '"quoted"' }],
])('%j', (header, cookies) => {
  expect({ ...readCookies(header) }).toEqual(cookies)
})

it('cannot be led to the prototype', () => {
  expect(Object.keys(readCookies('__proto__=x; constructor=y'))).toEqual(['__proto__', 'constructor'])
})
