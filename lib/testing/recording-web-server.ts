import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface RecordedRequest {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
}

type Answer = (response: ServerResponse, request: RecordedRequest) => void

export interface RecordingWebServer {
  url: string
  requests: RecordedRequest[]
  /** How it answers from now on; at first with `200 ok`. */
  answer: Answer
  /** Refuses connections from now on, and ends those there are. */
  stop(): Promise<void>
  /** Listens again, at the same address. */
  start(): Promise<void>
}

/** A web server on a port of its own that writes down every request. */
export async function startRecordingWebServer(): Promise<RecordingWebServer> {
  let port = 0
  const web: RecordingWebServer = {
    url: '',
    requests: [],
    answer: (response) => response.end('ok'),
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
    async start() {
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
      port = (server.address() as AddressInfo).port
      web.url = `http://127.0.0.1:${port}`
    },
  }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { method = '', url: path = '', headers } = request
    const recorded = { method, path, headers, body: Buffer.concat(chunks).toString() }
    web.requests.push(recorded)
    web.answer(response, recorded)
  })
  await web.start()
  return web
}
