import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { remember } from '@/lib/platform/remember'
import type { Admit } from './shed-load'

/** What `server.mjs` needs of the product once it runs; remembered as `runtime`. */
export interface Runtime {
  /** Called first for each request, and counts it; goes on when there is room, or tells it that there is too much to do. */
  admit: Admit
  /** Called next: security headers and compression, whoever answers it. */
  dressAnswer(request: IncomingMessage, response: ServerResponse): void
  /** Runs what serves a request that is not hot: what it logs carries the request's id, and its answer is made better than Next's. */
  runInContext(request: IncomingMessage, response: ServerResponse, serve: () => void): void
  /** Ends a socket that sent no HTTP that could be read. */
  refuseSocket(socket: Duplex, status: number): void
  /** Takes over a socket that asks for `/api/sync/:diagramId`, and refuses any other. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Answers a hot route past Next; false when the request is not one. */
  answerHot(request: IncomingMessage, response: ServerResponse): boolean
  /** False before everything is wired and from the moment it is asked to stop. */
  isReady(): boolean
  /** Not ready from now on; flushes rooms, frees them for other processes, and closes their sockets with 1012. */
  drain(): Promise<void>
  /** Lets go of the database, after the last request. */
  stop(): Promise<void>
}

interface Slot {
  runtime: Runtime | null
}

const slot = (): Slot => remember('runtime', () => ({ runtime: null }))

export function provideRuntime(runtime: Runtime | null): void {
  slot().runtime = runtime
}

export function findRuntime(): Runtime | null {
  return slot().runtime
}
