import { once } from 'node:events'
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { setImmediate as later } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { json } from '@/lib/http/json'
import { peekText, respondWith, setLength, takeBytes } from '@/lib/http/respond-with'
import { getPool } from '@/lib/platform/db/pool'
import { onQuery } from '@/lib/platform/db/watch-queries'
import { getLog } from '@/lib/platform/log/log'
import { getContext } from '@/lib/platform/work-context'
import { captureLog } from '@/lib/testing/capture-log'
import { useDatabase } from '@/lib/testing/database'
import { runInContext } from './run-in-context'

useDatabase()
const log = captureLog()
const queries: (string | undefined)[] = []

let serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>
const server = createServer((request, response) => {
  runInContext(request, response, () => void serve(request, response))
})
let stop = () => {}
beforeAll(async () => {
  stop = onQuery(({ correlationId }) => void queries.push(correlationId))
  await once(server.listen(0, '127.0.0.1'), 'listening')
})
afterAll(() => {
  stop()
  server.close()
})

interface Ask {
  method?: string
  headers?: Record<string, string>
}

async function ask({ method = 'GET', headers = {} }: Ask = {}) {
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const [response] = await once(httpRequest({ host: '127.0.0.1', port, method, headers }).end(), 'response')
  return { status: response.statusCode, headers: response.headers, body: await text(response) }
}

it('log lines and statements of a page carry the id of its request', async () => {
  queries.length = 0
  serve = async (request, response) => {
    await later()
    getLog('http').warn('in the middle of a page')
    await getPool().query('SELECT 1')
    response.end(request.headers['x-correlation-id'])
  }
  const ids: string[] = []
  for (const id of ['given-by-client', 'no good']) ids.push((await ask({ headers: { 'x-correlation-id': id } })).body)
  expect(ids).toEqual(['given-by-client', expect.stringMatching(/^[0-9A-Za-z]{20}$/)])
  expect(log.lines.map(({ correlationId }) => correlationId)).toEqual(ids)
  expect(queries).toEqual(ids)
})

it.each([
  [true, 503, '5'],
  [false, 500, undefined],
])(
  'a page that failed, the database being away: %s, is answered with %i',
  async (isUnavailable, status, retryAfter) => {
    serve = async (_, response) => {
      await later()
      if (isUnavailable) getContext().sending!.isUnavailable = true
      response.writeHead(500).end('broken')
    }
    expect(await ask()).toMatchObject({ status, body: 'broken' })
    expect((await ask()).headers['retry-after']).toBe(retryAfter)
  },
)

describe('a body that is at hand', () => {
  /** As Next does: it is given an answer, of which it copies the head, and ends it when there is no body. */
  const answerWith = (makeAnswer: () => Promise<Response>) => {
    serve = async (_, response) => {
      const answer = await makeAnswer()
      response.statusCode = answer.status
      for (const [name, value] of answer.headers) response.appendHeader(name, value)
      response.end()
    }
  }
  const size = { 'content-length': '7' }

  it('is sent with its length, and is not sent to whoever asks for the head alone', async () => {
    answerWith(async () => respondWith(['gr', Buffer.from('öße')], { status: 201 }))
    expect(await ask()).toMatchObject({ status: 201, body: 'größe', headers: size })
    expect((await ask()).headers).not.toHaveProperty('x-autograph-body')
    expect(await ask({ method: 'HEAD' })).toMatchObject({ status: 201, body: '', headers: size })
  })

  it('is that of the answer that is sent, whatever else was made', async () => {
    answerWith(async () => {
      const [, second] = [respondWith('first'), respondWith('größe'), respondWith('third')]
      return second
    })
    expect(await ask()).toMatchObject({ body: 'größe', headers: size })
    answerWith(async () => {
      respondWith('first')
      return new Response(null, { status: 404 })
    })
    expect(await ask()).toMatchObject({ status: 404, body: '' })
  })

  it('can be read before it is sent, and taken only once', async () => {
    answerWith(async () => {
      const answer = json({ id: 'größe' })
      expect(JSON.parse(await peekText(answer))).toEqual({ id: 'größe' })
      const bytes = await takeBytes(answer)
      expect([...answer.headers]).toEqual([['content-type', 'application/json']])
      return respondWith([bytes])
    })
    expect(await ask()).toMatchObject({ body: '{"id":"größe"}' })
  })

  it('is still there for whoever keeps it after another answer was sent', async () => {
    let kept: Promise<Uint8Array> | undefined
    answerWith(async () => {
      const [late, sent] = [respondWith('late'), respondWith('größe')]
      kept = later()
        .then(() => later())
        .then(() => takeBytes(late))
      return sent
    })
    expect(await ask()).toMatchObject({ body: 'größe' })
    expect(Buffer.from((await kept)!).toString()).toBe('late')
  })

  it('gives way to what is sent instead', async () => {
    serve = async (_, response) => {
      response.setHeaders(respondWith('{}').headers)
      response.statusCode = 500
      response.end('broken')
    }
    const answer = await ask()
    expect(answer).toMatchObject({ status: 500, body: 'broken' })
    expect(answer.headers).not.toHaveProperty('x-autograph-body')
  })
})

it('the length of a body that Next passes on in parts is said', async () => {
  serve = async (_, response) => {
    const headers = new Headers()
    setLength(headers, 7)
    response.setHeaders(headers)
    response.removeHeader('content-length')
    response.flushHeaders()
    response.write('gr')
    response.end('öße')
  }
  const { headers, body } = await ask()
  expect([headers['content-length'], body]).toEqual(['7', 'größe'])
  expect(headers).not.toHaveProperty('x-autograph-length')
})
