import { parseRange } from './parse-range'
import { setLength } from './respond-with'
import { isKnown, notModified } from './unless-known'

interface Served {
  etag: string
  sizeBytes: number
  /** Of every answer that has the bytes or a part of them. */
  headers: Record<string, string>
  /** Called only when bytes are sent. */
  open(range?: { start: number; end: number }): Promise<ReadableStream<Uint8Array>>
}

/** Bytes that never change, or that part of them that is asked for: RFC 9110 with ETag, If-None-Match, Range, If-Range. */
export async function serveBytes(request: Request, { etag, sizeBytes, headers, open }: Served): Promise<Response> {
  const all = { ...headers, etag, 'accept-ranges': 'bytes' }
  if (isKnown(request, etag)) return notModified(all)
  const range = findRange(request, etag, sizeBytes)
  if (range === 'unsatisfiable') {
    const none = { ...all, 'cache-control': 'no-store', 'content-range': `bytes */${sizeBytes}` }
    return new Response(null, { status: 416, headers: none })
  }
  const sized = new Headers(all)
  setLength(sized, range ? range.end - range.start + 1 : sizeBytes)
  if (range) sized.set('content-range', `bytes ${range.start}-${range.end}/${sizeBytes}`)
  const body = request.method === 'HEAD' ? null : await open(range ?? undefined)
  return new Response(body as ReadableStream<Uint8Array<ArrayBuffer>> | null, {
    status: range ? 206 : 200,
    headers: sized,
  })
}

/** A part of another state of the file must not be put beside what the client has. */
function findRange(request: Request, etag: string, sizeBytes: number) {
  const condition = request.headers.get('if-range')
  return condition === null || condition === etag ? parseRange(request.headers.get('range'), sizeBytes) : null
}
