import { createHash } from 'node:crypto'

/** What of a request makes it the same request when it is sent again. */
const headersThatMatter = ['content-type', 'if-match'] as const

/** Hashing longer than this on the main thread would be felt by others. */
const stepBytes = 4 * 1024 * 1024

/** A hash of the whole request; of a form with files without the boundary, which is made up anew for each try. */
export async function computeFingerprint(request: Request, body: Uint8Array): Promise<string> {
  const { pathname, search } = new URL(request.url)
  const contentType = request.headers.get('content-type') ?? ''
  const boundary = /boundary="?([^";]+)/i.exec(contentType)?.[1]
  const headers = headersThatMatter.map((name) => request.headers.get(name) ?? '').join('\n')
  const hash = createHash('sha256')
  hash.update([request.method, pathname + search, boundary ? headers.replace(boundary, '') : headers, ''].join('\n'))
  for (const part of boundary ? split(body, boundary) : [body]) {
    for (let at = 0; at < part.byteLength; at += stepBytes) {
      hash.update(part.subarray(at, at + stepBytes))
      if (part.byteLength > stepBytes) await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return hash.digest('base64url')
}

function* split(body: Uint8Array, boundary: string): Generator<Uint8Array> {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  let at = 0
  for (let next = bytes.indexOf(boundary); next >= 0; next = bytes.indexOf(boundary, at)) {
    yield bytes.subarray(at, next)
    at = next + boundary.length
  }
  yield bytes.subarray(at)
}
