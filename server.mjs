/**
 * The one process: HTTP, Next, and the sockets of rooms. Product code is not here; it runs inside Next's bundle, is wired
 * by `instrumentation.ts`, and is reached through the runtime that `lib/boot` remembers on `globalThis`.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import next from 'next'
import { dataPolicy, securityHeaders } from './lib/core/security-headers.mjs'

/** Handlers below Next do not see the connection: its address is written here, over whatever a client has sent. */
const peerHeader = 'x-autograph-peer'

/** How long rooms may flush, and how long a request may take that runs when we are told to stop. Both begin at once. */
const drainMs = { rooms: 4_000, requests: 6_000 }
/** So long we are still there for whoever has not yet noticed that we are not ready: a balancer that asks a few times a second. */
const noticedMs = 300
/** PostgreSQL is stopped after all of this, within the ten seconds that a container gets. */
const letGoMs = 500
/** A crowd that comes while one turn of the event loop lasts; whom the system turns away waits for seconds, probes too. */
const backlog = 4_096
/**
 * Longer than proxies keep a connection that nobody uses (nginx and AWS a minute, Go's 90 s, Caddy two minutes): whoever
 * keeps it for longer sends a request, now and then, into one that is just being closed, and answers 502.
 */
const keepAliveMs = 130_000
/** A few turns of the event loop in a row that take no longer than they should. */
const calm = { turns: 10, turnMs: 20, withinMs: 3_000 }

/**
 * Serves until the returned `stop` is called. The database must be there and migrated. It listens before the product is
 * ready: probes learn that it is starting, and whoever comes early is served as soon as it can be.
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
  /** @type {Promise<void> | null} */
  let starting = null
  let isDraining = false
  /** @type {Set<import('node:http').ServerResponse>} */
  const running = new Set()

  /** @type {import('node:http').RequestListener} */
  const serve = (request, response) => {
    request.headers[peerHeader] = request.socket.remoteAddress ?? ''
    running.add(response)
    // Next, compression, metering and we all wait for its end.
    response.setMaxListeners(20)
    response.on('close', () => running.delete(response))
    if (isDraining) endConnectionAfter(response)
    const runtime = findRuntime()
    if (runtime) runtime.admit(request, response, () => answer(request, response))
    else answer(request, response)
  }
  /** @type {import('node:http').RequestListener} */
  const answer = (request, response) => {
    const runtime = findRuntime()
    runtime?.dressAnswer(request, response)
    if (runtime?.answerHot(request, response)) return
    const render = () => void handle(request, response)
    if (runtime) runtime.runInContext(request, response, render)
    else render()
  }
  /** @param {import('node:http').IncomingMessage} request @param {import('node:stream').Duplex} socket @param {Buffer} head */
  const upgrade = (request, socket, head) => {
    const runtime = findRuntime()
    if (dev && request.url?.startsWith('/_next/')) socketsOfNext.emit('upgrade', request, socket, head)
    else if (runtime) runtime.handleUpgrade(request, socket, head)
    else socket.destroy()
  }

  const server = createServer((request, response) => {
    if (!starting) serve(request, response)
    else if (!answerProbe(request, response)) starting.then(() => serve(request, response), ignore)
  })
  server.keepAliveTimeout = keepAliveMs
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    if (starting) starting.then(() => upgrade(request, socket, head), ignore)
    else upgrade(request, socket, head)
  })
  server.on('checkExpectation', (request, response) => {
    findRuntime()?.dressAnswer(request, response)
    response.writeHead(417, { 'content-length': '0' }).end()
  })
  server.on('clientError', (error, socket) => {
    const code = 'code' in error ? error.code : ''
    const status = code === 'HPE_HEADER_OVERFLOW' ? 431 : code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400
    const runtime = findRuntime()
    if (runtime && code !== 'ECONNRESET') runtime.refuseSocket(socket, status)
    else socket.destroy()
  })

  server.listen({ port, host, backlog })
  starting = once(server, 'listening')
    .then(() => noteListening(server.address()))
    .then(() => app.prepare())
    .then(untilCalm)
  try {
    await starting
  } catch (error) {
    server.close()
    server.closeAllConnections()
    throw error
  }
  starting = null
  const address = server.address()

  return {
    port: typeof address === 'object' && address ? address.port : port,
    async stop() {
      const requestsUntilMs = performance.now() + drainMs.requests
      isDraining = true
      for (const response of running) endConnectionAfter(response)
      const noticed = dev ? undefined : delay(noticedMs)
      await within(drainMs.rooms, findRuntime()?.drain())
      await noticed
      // Only now: until its rooms are free for another process, this one is asked and answers.
      const closed = new Promise((resolve) => server.close(resolve))
      await within(requestsUntilMs - performance.now(), closed)
      server.closeAllConnections()
      await within(letGoMs, app.close())
      await within(letGoMs, findRuntime()?.stop())
    },
  }
}

/**
 * What monitors hear before the product can answer them itself; false for any other request.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
function answerProbe(request, response) {
  const path = request.url?.split('?', 1)[0]
  if (path !== '/api/health/live' && path !== '/api/health/ready') return false
  const isLive = path === '/api/health/live'
  const body = isLive ? { status: 'live' } : { status: 'not ready', reason: 'starting' }
  response.writeHead(isLive ? 200 : 503, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'retry-after': '1',
    'content-security-policy': dataPolicy,
    ...securityHeaders,
  })
  response.end(JSON.stringify(body))
  return true
}

/** Next says that it is prepared and goes on loading its pages, each of which stops the process for a moment. */
async function untilCalm() {
  const untilMs = performance.now() + calm.withinMs
  let calmTurns = 0
  while (calmTurns < calm.turns && performance.now() < untilMs) {
    const startMs = performance.now()
    await delay(calm.turnMs)
    calmTurns = performance.now() - startMs < 2 * calm.turnMs ? calmTurns + 1 : 0
  }
}

/** Who waited for a start that failed is hung up on; `startServer` says why. */
const ignore = () => {}

/** Whoever keeps the connection for the next request has to open another one, to a process that stays. */
function endConnectionAfter(/** @type {import('node:http').ServerResponse} */ response) {
  if (!response.headersSent) response.setHeader('connection', 'close')
}

/** For `lib/platform/net/listening-address.ts`: which port it became, when any would do. */
function noteListening(/** @type {ReturnType<import('node:http').Server['address']>} */ address) {
  if (typeof address !== 'object' || !address) return
  remembered().set('net.listening', { address: { host: address.address, port: address.port } })
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
