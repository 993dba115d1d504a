import { describe, expect, it } from 'vitest'
import { listStrongTags, matchesWeakly } from './entity-tag'

describe('If-None-Match', () => {
  it.each([
    ['"1"', '"1"', true],
    ['W/"1"', '"1"', true],
    ['"1"', 'W/"1"', true],
    ['"2"', '"1"', false],
    ['"2", W/"1"', '"1"', true],
    ['"2","1"', '"1"', true],
    [',, "1" ,', '"1"', true],
    ['"a,b"', '"a,b"', true],
    ['"a,b"', '"a"', false],
    ['"a, "1""', '"1"', false],
    ['*', '"1"', true],
    [' * ', '"1"', true],
    ['"*"', '"1"', false],
    ['*, "2"', '"1"', false],
    ['1', '"1"', false],
    ['w/"1"', '"1"', false],
    ['"1', '"1"', false],
    ['""', '"1"', false],
    ['', '"1"', false],
    [null, '"1"', false],
  ])('%s with %s: %s', (header, etag, matches) => {
    expect(matchesWeakly(header, etag)).toBe(matches)
  })

  it('takes time in proportion to its length', () => {
    const startedAtMs = performance.now()
    expect(matchesWeakly('"1",'.repeat(100_000), '"2"')).toBe(false)
    expect(matchesWeakly(' '.repeat(100_000), '"2"')).toBe(false)
    expect(matchesWeakly(`${'\t '.repeat(50_000)}x`, '"2"')).toBe(false)
    expect(performance.now() - startedAtMs).toBeLessThan(1_000)
  })
})

describe('If-Match', () => {
  it.each([
    ['"1"', ['"1"']],
    ['W/"1"', []],
    ['W/"1", "2", "3"', ['"2"', '"3"']],
    ['nonsense', []],
    ['', []],
    ['*', '*'],
  ])('%s leaves %j', (header, tags) => {
    expect(listStrongTags(header)).toEqual(tags)
  })
})
