import { existsSync, readdirSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join, relative, sep } from 'node:path'
import Negotiator from 'negotiator'
import send from 'send'
import { getSentBytes } from '@/lib/platform/net/sent-bytes'

const prefix = '/_next/static/'
const types: Record<string, string> = {
  js: 'application/javascript; charset=UTF-8',
  css: 'text/css; charset=UTF-8',
  json: 'application/json; charset=UTF-8',
  svg: 'image/svg+xml',
}

/**
 * Sends what the build compressed (`compress-static.ts`) as it lies there: smaller than what is made for each request, and
 * nothing is made. False, for Next, when it is another file, or asked for by somebody who reads no brotli. The files of a
 * build never change.
 */
export function makeAnswerStatic(folder: string): (request: IncomingMessage, response: ServerResponse) => boolean {
  const savedBytes = listSavedBytes(folder)
  return (request, response) => {
    const path = request.url?.split('?', 1)[0] ?? ''
    if (!path.startsWith(prefix) || (request.method !== 'GET' && request.method !== 'HEAD')) return false
    const name = path.slice(prefix.length)
    const saved = savedBytes.get(name)
    if (saved === undefined) return false
    response.setHeader('vary', 'Accept-Encoding')
    if (!new Negotiator(request).encodings(['br']).includes('br')) return false
    response.setHeader('content-type', types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream')
    response.setHeader('content-encoding', 'br')
    send(request, `/${name}.br`, { root: folder, maxAge: '1y', immutable: true, acceptRanges: false })
      .on('error', (error: { status?: number }) => refuse(response, error.status ?? 500))
      .on('end', () => {
        getSentBytes().plain += saved
      })
      .pipe(response)
    return true
  }
}

/** A precondition that does not hold; or the build was replaced under the running process. */
function refuse(response: ServerResponse, status: number): void {
  if (response.headersSent) return void response.destroy()
  response.removeHeader('content-encoding')
  response.writeHead(status, { 'cache-control': 'no-store', 'content-length': '0' }).end()
}

/** How many bytes shorter the compressed twin of each file is, by the path of the file below the folder. */
function listSavedBytes(folder: string): Map<string, number> {
  const saved = new Map<string, number>()
  if (!existsSync(folder)) return saved
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith('.br')) continue
    const compressed = join(entry.parentPath, entry.name)
    const plain = compressed.slice(0, -'.br'.length)
    const name = relative(folder, plain).split(sep).join('/')
    saved.set(name, statSync(plain).size - statSync(compressed).size)
  }
  return saved
}
