import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { connect } from 'node:net'
import { Duplex } from 'node:stream'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hostileHosts, hostileUrls } from '@/lib/testing/hostile-addresses'
import { fetchPublic } from './fetch-public'
import { isPublicAddress } from './is-public-address'
import type { Dialer } from './open-connection'
import type { PublicFetchFault } from './public-fetch-error'

/** Answers for the whole internet. */
let answer: RequestListener = () => undefined
const internet = createServer((request, response) => answer(request, response))
beforeAll(() => once(internet.listen(0, '127.0.0.1'), 'listening'))
afterAll(() => {
  internet.closeAllConnections()
  internet.close()
})

const publicAddress = '93.184.215.14'
let dialled: string[] = []
let names: Record<string, string[] | (() => string[])> = {}
beforeEach(() => {
  dialled = []
  names = { 'public.example': [publicAddress] }
  answer = (_, response) => response.setHeader('content-type', 'text/html').end('<title>Hello</title>')
})

const dialer: Dialer = {
  async resolve(name) {
    const found = names[name]
    if (!found) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
    return typeof found === 'function' ? found() : found
  },
  dial(address, port) {
    dialled.push(`${address} ${port}`)
    const served = internet.address()
    return connect({ host: '127.0.0.1', port: typeof served === 'object' && served ? served.port : 0 })
  },
}

const fetchPage = (url: string, given: { timeoutMs?: number; dialer?: Dialer; isCutOff?: boolean } = {}) =>
  fetchPublic({
    url,
    accept: ['text/html'],
    maxBytes: 1024 * 1024,
    isCutOff: given.isCutOff ?? true,
    signal: AbortSignal.timeout(given.timeoutMs ?? 5_000),
    dialer: given.dialer ?? dialer,
  })

const refusal = (fault: PublicFetchFault) => expect.objectContaining({ name: 'PublicFetchError', fault })

it('fetches a public page and says nothing of ourselves', async () => {
  let sent: NodeJS.Dict<string | string[]> = {}
  answer = ({ headers, url }, response) => {
    sent = headers
    response.setHeader('content-type', 'text/html; charset=utf-8').end(url)
  }
  const page = await fetchPage('http://public.example/a?b=c#d')
  expect({ ...page, bytes: Buffer.from(page.bytes).toString() }).toEqual({
    url: 'http://public.example/a?b=c#d',
    contentType: 'text/html; charset=utf-8',
    bytes: '/a?b=c',
  })
  expect(dialled).toEqual([`${publicAddress} 80`])
  expect(Object.keys(sent).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent'])
  expect(sent.host).toBe('public.example')
})

describe('what is not public', () => {
  it('is a long list', () => {
    expect(new Set(hostileUrls).size).toBeGreaterThan(150)
  })

  it.each(hostileUrls)('%j is never connected to', async (url) => {
    await expect(fetchPage(url)).rejects.toMatchObject({ name: 'PublicFetchError' })
    expect(dialled).toEqual([])
  })

  it.each(hostileUrls)('a redirect to %j is not followed', async (url) => {
    answer = (_, response) => response.writeHead(302, { location: encodeURI(url).replaceAll('%25', '%') || ' ' }).end()
    // Relative ones lead back to where they came from, until there have been too many.
    await expect(fetchPage('http://public.example/')).rejects.toMatchObject({ name: 'PublicFetchError' })
    expect(dialled.filter((address) => address !== `${publicAddress} 80`)).toEqual([])
  })

  it.each(hostileHosts.filter((host) => /^[\d.]+$|^\[[\da-f:.]+\]$/.test(host)))(
    'a name that resolves to %s is never connected to, nor one with a public address besides',
    async (host) => {
      const address = host.replace(/[[\]]/g, '')
      names = { 'alone.example': [address], 'mixed.example': [publicAddress, address] }
      for (const name of Object.keys(names)) {
        await expect(fetchPage(`http://${name}/`)).rejects.toMatchObject({ fault: 'not-public' })
      }
      expect(dialled).toEqual([])
    },
  )

  it('is not reached by a name that means something else when it is asked again', async () => {
    const answers = [[publicAddress], ['127.0.0.1'], ['169.254.169.254']]
    names = { 'rebind.example': () => answers.shift() ?? ['10.0.0.1'] }
    await fetchPage('http://rebind.example/')
    expect(dialled).toEqual([`${publicAddress} 80`])
    expect(answers.length).toBe(2)
    await expect(fetchPage('http://rebind.example/')).rejects.toMatchObject({ fault: 'not-public' })
  })

  it('is not reached by a redirect to the same name that has moved meanwhile', async () => {
    const answers = [[publicAddress], ['10.0.0.1']]
    names = { 'rebind.example': () => answers.shift() ?? [] }
    answer = (_, response) => response.writeHead(301, { location: '/next' }).end()
    await expect(fetchPage('http://rebind.example/')).rejects.toMatchObject({ fault: 'not-public' })
    expect(dialled).toEqual([`${publicAddress} 80`])
  })

  it('does not include the addresses people use', () => {
    for (const address of [
      publicAddress,
      '8.8.8.8',
      '1.1.1.1',
      '172.32.0.1',
      '192.169.0.1',
      '2606:4700:4700::1111',
      '2a00:1450::1',
    ]) {
      expect([address, isPublicAddress(address)]).toEqual([address, true])
    }
  })
})

describe('a host that means no good', () => {
  it('redirects in circles', async () => {
    answer = ({ url }, response) => response.writeHead(307, { location: `${url}x` }).end()
    await expect(fetchPage('http://public.example/')).rejects.toEqual(refusal('redirects'))
    expect(dialled.length).toBe(6)
  })

  it.each<[string, RequestListener]>([
    ['never answers', () => undefined],
    ['never ends its headers', (request) => request.socket.write('HTTP/1.1 200 OK\r\nx: y\r\n')],
    ['never ends its body', (_, response) => void response.setHeader('content-type', 'text/html').write('<title>')],
    ['sends hints for ever', (request) => request.socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(100))],
  ])('%s: given up in time', async (_, listener) => {
    answer = listener
    await expect(fetchPage('http://public.example/', { timeoutMs: 150 })).rejects.toEqual(refusal('timeout'))
  })

  it('has a name server that never answers: given up in time', async () => {
    const silent: Dialer = { ...dialer, resolve: () => new Promise(() => undefined) }
    await expect(fetchPage('http://public.example/', { timeoutMs: 100, dialer: silent })).rejects.toEqual(
      refusal('timeout'),
    )
  })

  it('never completes the connection: given up in time', async () => {
    const silent: Dialer = { ...dialer, dial: () => new Duplex({ read() {}, write() {} }) }
    await expect(fetchPage('http://public.example/', { timeoutMs: 100, dialer: silent })).rejects.toEqual(
      refusal('timeout'),
    )
  })

  it('sends without end: cut off at 1 MB, or refused', async () => {
    answer = (_, response) => {
      response.setHeader('content-type', 'text/html')
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(64 * 1024)));
        response.once('drain', more)
      }
      more()
    }
    expect((await fetchPage('http://public.example/')).bytes.byteLength).toBe(1024 * 1024)
    await expect(fetchPage('http://public.example/', { isCutOff: false })).rejects.toEqual(refusal('too-large'))
  })

  it.each<[PublicFetchFault, number, Record<string, string>]>([
    ['status', 404, { 'content-type': 'text/html' }],
    ['status', 206, { 'content-type': 'text/html' }],
    ['type', 200, { 'content-type': 'application/octet-stream' }],
    ['type', 200, {}],
    ['encoding', 200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }],
    ['address', 302, {}],
  ])('%s of %d %j is refused', async (fault, status, headers) => {
    answer = (_, response) => response.writeHead(status, headers).end(Buffer.alloc(10))
    if (fault === 'address') headers.location = 'http://'
    await expect(fetchPage('http://public.example/')).rejects.toEqual(refusal(fault))
  })

  it('speaks no TLS where it should', async () => {
    answer = () => undefined
    await expect(fetchPage('https://public.example/', { timeoutMs: 2_000 })).rejects.toEqual(refusal('unreachable'))
    expect(dialled).toEqual([`${publicAddress} 443`])
  })

  it('does not exist', async () => {
    await expect(fetchPage('http://gone.example/')).rejects.toEqual(refusal('unresolved'))
  })
})
