import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { type Dialer, internetDialer, openConnection } from './open-connection'
import { type PublicUrl, parsePublicUrl } from './parse-public-url'
import { PublicFetchError } from './public-fetch-error'

export interface PublicFetch {
  url: string
  /** Content types worth reading, without their parameters. */
  accept: readonly string[]
  /** What is longer is cut off there, or refused. */
  maxBytes: number
  isCutOff: boolean
  /** For the whole of it: resolving, redirects, body. */
  signal: AbortSignal
  dialer?: Dialer
}

export interface PublicPage {
  /** Where the redirects led. */
  url: string
  contentType: string
  bytes: Uint8Array<ArrayBuffer>
}

const maxRedirects = 5
const redirects = new Set([301, 302, 303, 307, 308])

/**
 * Fetches something of the public internet for a person who named its address, which makes every part of the request
 * hostile: no address inside our own network is connected to, whatever its name, its spelling or its redirects say. No
 * cookie, no credential and no header of ours goes along. Throws `PublicFetchError`.
 */
export async function fetchPublic(asked: PublicFetch): Promise<PublicPage> {
  try {
    return await follow(asked)
  } catch (error) {
    if (asked.signal.aborted) throw new PublicFetchError('timeout', { cause: error })
    if (error instanceof PublicFetchError) throw error
    throw new PublicFetchError('unreachable', { cause: error })
  }
}

async function follow(asked: PublicFetch): Promise<PublicPage> {
  let target = parsePublicUrl(asked.url)
  for (let hops = 0; hops <= maxRedirects; hops++) {
    const response = await whileRunning(ask(target, asked), asked.signal)
    try {
      const status = response.statusCode ?? 0
      if (!redirects.has(status)) return await read(response, target, asked)
      target = parsePublicUrl(response.headers.location ?? '', target.url)
    } finally {
      response.destroy()
    }
  }
  throw new PublicFetchError('redirects')
}

async function ask(
  target: PublicUrl,
  { accept, signal, dialer = internetDialer }: PublicFetch,
): Promise<IncomingMessage> {
  const socket = await openConnection(target, { dialer, signal })
  const request = httpRequest({
    createConnection: () => socket,
    signal,
    host: target.hostname,
    path: target.url.pathname + target.url.search,
    headers: {
      host: target.url.host,
      accept: [...accept, '*/*;q=0.1'].join(', '),
      'accept-encoding': 'identity',
      'user-agent': 'Mozilla/5.0 (compatible; AutoGraph link preview)',
      connection: 'close',
    },
  })
  request.on('close', () => socket.destroy())
  // An abort after the response has begun is met while its body is read.
  request.on('error', () => undefined)
  request.end()
  const [response] = (await once(request, 'response', { signal })) as [IncomingMessage]
  return response
}

/** A resolver cannot be told to stop, so its answer is not waited for. */
function whileRunning<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

async function read(response: IncomingMessage, { url }: PublicUrl, asked: PublicFetch): Promise<PublicPage> {
  if (response.statusCode !== 200) throw new PublicFetchError('status')
  const contentType = response.headers['content-type'] ?? ''
  const essence = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (!asked.accept.includes(essence)) throw new PublicFetchError('type')
  // What we did not ask for would have to be unpacked, and unpacking is where small answers become large.
  if (!/^(identity)?$/i.test(response.headers['content-encoding'] ?? '')) throw new PublicFetchError('encoding')
  return { url: url.href, contentType, bytes: await readBytes(response, asked) }
}

async function readBytes(body: Readable, { maxBytes, isCutOff }: PublicFetch): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    sizeBytes += chunk.length
    if (sizeBytes <= maxBytes) continue
    if (!isCutOff) throw new PublicFetchError('too-large')
    break
  }
  return new Uint8Array(Buffer.concat(chunks).subarray(0, maxBytes))
}
