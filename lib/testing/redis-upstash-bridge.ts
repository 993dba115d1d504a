import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { createClient, RESP_TYPES } from 'redis'

type Answer = { result: unknown } | { error: string }
type Run = (command: unknown[]) => Promise<unknown>

/** Speaks the REST protocol of Upstash to a Redis server. */
export interface UpstashBridge {
  readonly url: string
  readonly token: string
  /** The path of every request that came. */
  readonly paths: string[]
  stop(): Promise<void>
}

/**
 * A command is an array of words, posted to `/` alone, to `/pipeline` among others, or to `/multi-exec` as a transaction.
 * Answers are `{result}` or `{error}`, their strings in base64 when the caller asks for that encoding.
 */
export async function startUpstashBridge(redisUrl: string): Promise<UpstashBridge> {
  const client = createClient({ url: redisUrl, RESP: 2, disableOfflineQueue: true })
  client.on('error', () => {})
  await client.connect()
  const binary = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer, [RESP_TYPES.SIMPLE_STRING]: Buffer })
  const run: Run = (command) => binary.sendCommand(command.map(String))
  const token = 'token-of-the-tests'
  const paths: string[] = []

  const server = createServer(async (request, response) => {
    paths.push(request.url ?? '')
    const { status, body } = await answer(request, { token, run }).catch((error) => refuse(500, error))
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    token,
    paths,
    async stop() {
      server.closeAllConnections()
      server.close()
      client.destroy()
    },
  }
}

const refuse = (status: number, error: unknown) => ({
  status,
  body: { error: error instanceof Error ? error.message : String(error) },
})

async function answer(request: IncomingMessage, { token, run }: { token: string; run: Run }) {
  if (request.headers.authorization !== `Bearer ${token}`) return refuse(401, 'WRONGPASS invalid or missing auth token')
  if (request.method !== 'POST') return refuse(405, 'ERR only POST is bridged')
  const toText = request.headers['upstash-encoding'] === 'base64' ? 'base64' : 'utf8'
  const body: unknown = JSON.parse(await text(request))
  if (!Array.isArray(body) || body.length === 0) return refuse(400, 'ERR failed to parse the command')

  if (request.url === '/pipeline') {
    return { status: 200, body: await Promise.all(body.map((command) => runOne(run, command, toText))) }
  }
  if (request.url === '/multi-exec') return runTransaction(run, body, toText)
  if (request.url !== '/') return refuse(404, 'ERR no such path')
  const only = await runOne(run, body, toText)
  return { status: 'error' in only ? 400 : 200, body: only }
}

async function runOne(run: Run, command: unknown[], toText: BufferEncoding): Promise<Answer> {
  try {
    return { result: encode(await run(command), toText) }
  } catch (error) {
    return refuse(400, error).body
  }
}

async function runTransaction(run: Run, commands: unknown[][], toText: BufferEncoding) {
  // Sent in one go, so that nothing of another request comes between them on the shared connection.
  const sent = [['MULTI'], ...commands, ['EXEC']].map((command) => runOne(run, command, toText))
  const executed = (await Promise.all(sent)).at(-1)
  if (!executed || 'error' in executed) return { status: 400, body: executed }
  const results = Array.isArray(executed.result) ? executed.result : []
  return { status: 200, body: results.map((result: unknown) => ({ result })) }
}

/** `OK` is never encoded. */
function encode(reply: unknown, toText: BufferEncoding): unknown {
  if (Array.isArray(reply)) return reply.map((one) => encode(one, toText))
  if (!Buffer.isBuffer(reply)) return reply
  return reply.toString() === 'OK' ? 'OK' : reply.toString(toText)
}
