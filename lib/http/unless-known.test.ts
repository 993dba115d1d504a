import { expect, it } from 'vitest'
import { jsonUnlessKnown } from './unless-known'

const ask = (known?: string) =>
  new Request('http://a.example', { headers: known === undefined ? {} : { 'if-none-match': known } })

it('names an answer by what it says', async () => {
  const answer = jsonUnlessKnown(ask(), { items: [1] })
  expect(await answer.json()).toEqual({ items: [1] })
  expect(Object.fromEntries(answer.headers)).toEqual({
    'cache-control': 'private, no-cache',
    'content-type': 'application/json',
    etag: expect.stringMatching(/^"[\w-]{22}"$/),
    vary: 'Accept-Encoding',
  })
  const etag = answer.headers.get('etag') ?? ''
  const known = jsonUnlessKnown(ask(`W/${etag}`), { items: [1] })
  expect([known.status, await known.text()]).toEqual([304, ''])
  expect(Object.fromEntries(known.headers)).toEqual({
    'cache-control': 'private, no-cache',
    vary: 'Accept-Encoding',
    etag,
  })
  expect(jsonUnlessKnown(ask(etag), { items: [2] }).status).toBe(200)
})
