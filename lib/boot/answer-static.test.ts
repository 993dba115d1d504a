import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, unlink, writeFile } from 'node:fs/promises'
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { getSentBytes } from '@/lib/platform/net/sent-bytes'
import { forget } from '@/lib/platform/remember'
import { makeAnswerStatic } from './answer-static'
import { dressAnswer } from './dress-answer'
import { compressStatic } from './launcher/compress-static'

const script = 'console.log("AutoGraph draws.")\n'.repeat(500)
let folder: string
let answerStatic: ReturnType<typeof makeAnswerStatic>
const server = createServer((request, response) => {
  dressAnswer(request, response)
  if (!answerStatic(request, response)) response.end('Next')
})

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'autograph-static-'))
  await mkdir(join(folder, 'chunks', 'deep'), { recursive: true })
  const files = { 'a.js': script, 'deep/b.css': script, 'small.js': 'x', 'picture.png': script, 'gone.js': script }
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, 'chunks', name), text)
  await compressStatic(folder)
  answerStatic = makeAnswerStatic(folder)
  await unlink(join(folder, 'chunks', 'gone.js.br'))
  await once(server.listen(0, '127.0.0.1'), 'listening')
})
afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true })
})
beforeEach(() => forget('net.sent-bytes'))

async function ask(name: string, given: { method?: string; headers?: Record<string, string> } = {}) {
  const { method = 'GET', headers = {} } = given
  const { port } = server.address() as AddressInfo
  const path = `/_next/static/chunks/${name}`
  const asked = { 'accept-encoding': 'gzip, deflate, br', ...headers }
  const request = httpRequest({ port, host: '127.0.0.1', path, method, headers: asked }).end()
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  return { status: response.statusCode, headers: response.headers, body: await buffer(response) }
}

it.each([
  ['a.js', 'application/javascript; charset=UTF-8'],
  ['deep/b.css', 'text/css; charset=UTF-8'],
  ['a.js?dpl=1', 'application/javascript; charset=UTF-8'],
])('sends %s as the build compressed it, to be kept for ever', async (name, type) => {
  const { status, headers, body } = await ask(name)
  expect(status).toBe(200)
  expect(headers).toMatchObject({
    'content-type': type,
    'content-encoding': 'br',
    'content-length': String(body.byteLength),
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining("script-src 'self'"),
  })
  expect(body).toEqual(await readFile(join(folder, 'chunks', `${name.split('?')[0]}.br`)))
  expect(brotliDecompressSync(body).toString()).toBe(script)
  await expect.poll(getSentBytes).toEqual({ plain: script.length, compressed: body.byteLength })
})

it('says how long it is without sending it, and that it has not changed', async () => {
  const { headers, body } = await ask('a.js', { method: 'HEAD' })
  expect([headers['content-encoding'], body.byteLength]).toEqual(['br', 0])
  const again = await ask('a.js', { headers: { 'if-none-match': String(headers.etag) } })
  expect([again.status, again.body.byteLength]).toEqual([304, 0])
  expect(again.headers).not.toHaveProperty('content-encoding')
  expect((await ask('a.js', { headers: { 'if-match': '"other"' } })).status).toBe(412)
})

it('sends all of it to who asks for a range, as ranges of what is compressed help nobody', async () => {
  const { status, body } = await ask('a.js', { headers: { range: 'bytes=9-3' } })
  expect([status, brotliDecompressSync(body).toString()]).toEqual([200, script])
})

it.each<[string, string, Parameters<typeof ask>[1]]>([
  ['who reads no brotli', 'a.js', { headers: { 'accept-encoding': 'gzip' } }],
  ['who refuses brotli', 'a.js', { headers: { 'accept-encoding': 'gzip, br;q=0' } }],
  ['what is short', 'small.js', {}],
  ['pictures', 'picture.png', {}],
  ['what is not there', 'other.js', {}],
  ['the compressed file itself', 'a.js.br', {}],
  ['a path that climbs', '../chunks/a.js', {}],
  ['an escape', '%61.js', {}],
  ['another method', 'a.js', { method: 'POST' }],
])('leaves %s to Next', async (_, name, given) => {
  const { headers, body } = await ask(name, given)
  expect(headers).not.toHaveProperty('content-encoding')
  expect(body.toString()).toBe('Next')
})

it('tells caches that another client gets another answer', async () => {
  expect((await ask('a.js', { headers: { 'accept-encoding': 'gzip' } })).headers.vary).toBe('Accept-Encoding')
})

it('is no fault of the server where a build was taken away under it', async () => {
  const { status, headers } = await ask('gone.js')
  expect([status, headers['cache-control']]).toEqual([404, 'no-store'])
  expect(headers).not.toHaveProperty('content-encoding')
})
