import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AppError } from '@/lib/core/errors'
import { parseJson } from './parse-json'
import { parseLargeJson } from './parse-large-json'

const parse = (text: string) => parseJson('application/json', new TextEncoder().encode(text))
const fault = (text: string) =>
  parse(text).then(
    () => null,
    (error: AppError) => ({ code: error.code, path: error.errors?.[0]?.path }),
  )
/** Makes any text too large to be parsed in one step. */
const padding = `"padding":"${'x'.repeat(1024 * 1024)}"`
const sizes = [
  ['small', (members: string) => `{${members}}`],
  ['large', (members: string) => `{${padding},${members}}`],
  ['large at its end', (members: string) => `{${members},${padding}}`],
] as const

describe.each(sizes)('a %s body', (_, wrap) => {
  it.each([
    ['"__proto__":{"admin":true}', '__proto__'],
    ['"a":[{"b":{"constructor":1}}]', 'a.0.b.constructor'],
    ['"a":{"prototype":{}}', 'a.prototype'],
    ['"a":{"\\u005f_proto__":{}}', 'a.__proto__'],
    ['"a":"no\\u0000thing"', 'a'],
    ['"a":{"k\\u0000":1}', 'a'],
  ])('with %s is refused', async (members, path) => {
    expect(await fault(wrap(members))).toEqual({ code: 'invalid_input', path })
  })

  it('may speak of constructors, and hold NUL in a document, which cleans itself', async () => {
    const members = '"a":"the constructor of __proto__","document":{"text":"\\u0000"}'
    expect(await parse(wrap(members))).toEqual(JSON.parse(wrap(members)))
  })

  it('may be a hundred levels deep', async () => {
    const nested = (levels: number) => wrap(`"a":${'['.repeat(levels)}${']'.repeat(levels)}`)
    expect(await fault(nested(99))).toBeNull()
    expect(await fault(nested(100))).toMatchObject({ code: 'malformed' })
    expect(await fault(nested(100_000))).toMatchObject({ code: 'malformed' })
  })

  it.each([
    '"a":1,',
    ',"a":1',
    '"a" 1',
    'a:1',
    '"a":1 "b":2',
    '"a":[,1]',
    '"a":[1,]',
    '"a":[1}',
    '"a":1}',
    '"a":{',
    '"a":"',
    '"a":\u0000',
  ])('with %j is malformed', async (members) => {
    expect(await fault(wrap(members))).toEqual({ code: 'malformed', path: undefined })
  })
})

describe('a large body', () => {
  const inSteps = (text: string) => parseLargeJson(new TextEncoder().encode(text), 32)
  const value = fc.oneof(
    fc.array(fc.jsonValue({ maxDepth: 4 })),
    fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()),
  )
  const asText = fc
    .tuple(
      fc.record({ value, list: fc.array(value), long: fc.string({ minLength: 40 }) }),
      fc.constantFrom(undefined, 1, '\t'),
    )
    .map(([given, space]) => JSON.stringify(given, null, space))
  const parsed = (text: string): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      return 'malformed'
    }
  }

  it('means what JSON.parse says it means', async () => {
    const meansTheSame = fc.asyncProperty(asText, async (text) => {
      expect(await inSteps(text)).toEqual(JSON.parse(text))
    })
    await fc.assert(meansTheSame, { numRuns: 150 })
  })

  it('is refused where JSON.parse refuses it', async () => {
    const edit = fc.record({
      at: fc.nat(),
      put: fc.constantFrom('', ',', '}', '{', ']', '[', '"', '\\', ':', ' ', '1', 'é'),
    })
    await fc.assert(
      fc.asyncProperty(asText, edit, async (text, { at, put }) => {
        const edited = [...text].toSpliced(at % [...text].length, 1, put).join('')
        expect(await inSteps(edited).catch(() => 'malformed')).toEqual(parsed(edited))
      }),
      { numRuns: 600 },
    )
  })

  it('lets others go on while it is parsed', async () => {
    const points = Array.from({ length: 100 }, (_, n) => ({ x: n, y: n }))
    const shapes = Array.from({ length: 5_000 }, (_, n) => [`shape:${n}`, { props: { points } }])
    const text = JSON.stringify({ store: Object.fromEntries(shapes) })
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    const startedAtMs = performance.now()
    await parse(text)
    const tookMs = performance.now() - startedAtMs
    clearInterval(timer)
    expect(tookMs / turns).toBeLessThan(50)
  })
})
