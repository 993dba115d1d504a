import type { IncomingMessage, ServerResponse } from 'node:http'
import { constants } from 'node:zlib'
import compression from 'compression'
import onHeaders from 'on-headers'
import { scriptPolicy } from '@/lib/core/security-headers.mjs'
import { listSecurityHeaders } from '@/lib/platform/net/list-security-headers'
import { getSentBytes } from '@/lib/platform/net/sent-bytes'

/** Below this the frame of a compressed answer eats what it saves. */
const thresholdBytes = 1024

/** Quick rather than small: most answers are made for one person and sent once. */
const compress = compression({
  threshold: thresholdBytes,
  level: 5,
  brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  filter: (request, response) => isWhole(response) && compression.filter(request, response),
})

/** A range counts the bytes of the file itself, and events must not wait for more of them. */
const isWhole = (response: ServerResponse): boolean =>
  !response.hasHeader('content-range') && !String(response.getHeader('content-type')).startsWith('text/event-stream')

/**
 * Prepares an answer before anybody writes it: the headers of every answer are added where they are missing, and text is
 * compressed. One place for pages, files, the API and the hot routes.
 */
export function dressAnswer(request: IncomingMessage, response: ServerResponse): void {
  onHeaders(response, () => {
    addHeaders(request, response)
    // Compression has said by now whether it does anything. Few answers need it, and each listener costs all of them.
    if (response.hasHeader('content-encoding')) response.once('close', () => noteSaved(plain.bytes, sent.bytes))
  })
  const sent = countBytes(response)
  compress(request, response, () => undefined)
  const plain = countBytes(response)
}

function noteSaved(plain: number, compressed: number): void {
  const totals = getSentBytes()
  totals.plain += plain
  totals.compressed += compressed
}

function addHeaders({ url = '' }: IncomingMessage, response: ServerResponse): void {
  if (url.startsWith('/_next/static/') && !response.hasHeader('content-security-policy')) {
    response.setHeader('content-security-policy', scriptPolicy)
  }
  for (const [name, value] of listSecurityHeaders()) if (!response.hasHeader(name)) response.setHeader(name, value)
}

/** Counts what is written from here on; what wraps the response later counts before this, as it is written earlier. */
function countBytes(response: ServerResponse): { bytes: number } {
  const counted = { bytes: 0 }
  const { write, end } = response
  const count = (chunk: unknown): void => {
    if (typeof chunk === 'string') counted.bytes += Buffer.byteLength(chunk)
    else if (chunk instanceof Uint8Array) counted.bytes += chunk.byteLength
  }
  response.write = (chunk: unknown, ...rest: unknown[]) => {
    count(chunk)
    return Reflect.apply(write, response, [chunk, ...rest])
  }
  response.end = (chunk?: unknown, ...rest: unknown[]) => {
    count(chunk)
    return Reflect.apply(end, response, chunk === undefined ? [] : [chunk, ...rest])
  }
  return counted
}
