import { Agent, request } from 'node:http'
import { buffer } from 'node:stream/consumers'

export interface RawRequest {
  method?: string
  /** Sent as it is: nothing is normalised on the way. */
  path: string
  headers?: Record<string, string | string[]>
  body?: string | Uint8Array
}

export interface RawAnswer {
  /** Null when the connection was ended without an answer. */
  status: number | null
  headers: NodeJS.Dict<string | string[]>
  body: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 })
const noAnswer: RawAnswer = { status: null, headers: {}, body: '' }

/** One request in exactly these bytes. Redirects are not followed, and a server that hangs up early is no error. */
export function sendRaw(origin: string, { method = 'GET', path, headers = {}, body }: RawRequest): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const sent = request({ agent, hostname, port, method, path, headers: { ...length, ...headers } }, (response) => {
      const { statusCode = null, headers } = response
      buffer(response).then(
        (bytes) => resolve({ status: statusCode, headers, body: bytes.toString() }),
        () => resolve({ status: statusCode, headers, body: '' }),
      )
    })
    // A refusal may come before the body is sent, and then the connection ends under it.
    sent.on('error', () => setImmediate(() => resolve(noAnswer)))
    sent.end(body)
  })
}

/** Runs the work of a list, a few at a time. */
export async function forEachOf<T>(items: readonly T[], work: (item: T) => Promise<void>, atOnce = 8): Promise<void> {
  const rest = items.values()
  const run = async () => {
    for (const item of rest) await work(item)
  }
  await Promise.all(Array.from({ length: atOnce }, run))
}
