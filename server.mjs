/**
 * The one process: HTTP, Next, and the sockets of rooms. Product code is not here; it runs inside Next's bundle, is wired
 * by `instrumentation.ts`, and is reached through the runtime that `lib/boot` remembers on `globalThis`.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import next from 'next'

/** Handlers below Next do not see the connection: its address is written here, over whatever a client has sent. */
const peerHeader = 'x-autograph-peer'

const syncPath = /^\/api\/sync\/[^/]+$/

/** How long rooms may flush and running requests may finish; PostgreSQL is stopped after that, all within 10 s. */
const stopTimeoutMs = { runtime: 4_000, requests: 1_500, next: 500 }

/**
 * Serves until the returned `stop` is called. The database must be there and migrated.
 * @param {{ dev: boolean, host: string, port: number }} options
 * @returns {Promise<{ port: number, stop(): Promise<void> }>}
 */
export async function startServer({ dev, host, port }) {
  // Next adds its own `upgrade` listener to the server it is told of. It gets one that never listens, so that it sees only
  // what we hand over: in development the socket of hot reload, in production nothing.
  const socketsOfNext = createServer()
  const app = next({
    dev,
    hostname: host,
    port,
    httpServer: socketsOfNext,
    dir: fileURLToPath(new URL('.', import.meta.url)),
  })
  const handle = app.getRequestHandler()

  remembered().set('net.peerTold', true)
  const server = createServer((request, response) => {
    request.headers[peerHeader] = request.socket.remoteAddress ?? ''
    if (findRuntime()?.answerHot(request, response)) return
    handle(request, response)
  })
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const runtime = findRuntime()
    const path = request.url?.split('?', 1)[0] ?? ''
    if (runtime && syncPath.test(path)) runtime.handleUpgrade(request, socket, head)
    else if (dev && path.startsWith('/_next/')) socketsOfNext.emit('upgrade', request, socket, head)
    else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
  })

  await app.prepare()
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()

  return {
    port: typeof address === 'object' && address ? address.port : port,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve))
      await within(stopTimeoutMs.runtime, findRuntime()?.stop())
      await within(stopTimeoutMs.requests, closed)
      server.closeAllConnections()
      await within(stopTimeoutMs.next, app.close())
    },
  }
}

/** @returns {import('./lib/boot/runtime').Runtime | null} */
function findRuntime() {
  const slot = /** @type {{ runtime: import('./lib/boot/runtime').Runtime | null } | undefined} */ (
    remembered().get('runtime')
  )
  return slot?.runtime ?? null
}

function remembered() {
  globalThis.autographRemembered ??= new Map()
  return globalThis.autographRemembered
}

/**
 * Waits for work, but not longer than this; shutting down goes on whatever happens.
 * @param {number} timeoutMs
 * @param {Promise<unknown> | undefined} work
 */
async function within(timeoutMs, work) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer
  const timeout = new Promise((resolve) => {
    timer = setTimeout(resolve, timeoutMs)
  })
  await Promise.race([work, timeout]).catch((error) => console.error('AutoGraph: a part did not stop cleanly.', error))
  clearTimeout(timer)
}
