import { expect, it } from 'vitest'
import { toCsvLine } from './to-csv-line'

it('quotes every cell, and leaves no formula', () => {
  expect(toCsvLine([1, null, 'plain', 'a "word", two\nlines'])).toBe('"1","","plain","a ""word"", two\nlines"\r\n')
  for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '＝1']) {
    expect(toCsvLine([text])).toMatch(/^"'/)
  }
})
