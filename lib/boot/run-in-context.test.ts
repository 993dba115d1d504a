import { once } from 'node:events'
import { createServer, request as httpRequest } from 'node:http'
import { setImmediate as later } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { getPool } from '@/lib/platform/db/pool'
import { onQuery } from '@/lib/platform/db/watch-queries'
import { getLog } from '@/lib/platform/log/log'
import { captureLog } from '@/lib/testing/capture-log'
import { useDatabase } from '@/lib/testing/database'
import { runInContext } from './run-in-context'

useDatabase()
const log = captureLog()
const queries: (string | undefined)[] = []

const server = createServer((request, response) => {
  runInContext(request, async () => {
    await later()
    getLog('http').warn('in the middle of a page')
    await getPool().query('SELECT 1')
    response.end(request.headers['x-correlation-id'])
  })
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

async function ask(headers: Record<string, string>): Promise<string> {
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const [response] = await once(httpRequest({ host: '127.0.0.1', port, headers }).end(), 'response')
  let text = ''
  for await (const chunk of response) text += chunk
  return text
}

it('log lines and statements of a page carry the id of its request', async () => {
  queries.length = 0
  const ids = [await ask({ 'x-correlation-id': 'given-by-client' }), await ask({ 'x-correlation-id': 'no good' })]
  expect(ids).toEqual(['given-by-client', expect.stringMatching(/^[0-9A-Za-z]{20}$/)])
  expect(log.lines.map(({ correlationId }) => correlationId)).toEqual(ids)
  expect(queries).toEqual(ids)
})
