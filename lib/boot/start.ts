import type { Duplex } from 'node:stream'
import { closePool } from '@/lib/platform/db/pool'
import { makeAnswerHot } from './answer-hot'
import { hotRoutes } from './hot-routes'
import { findRuntime, provideRuntime } from './runtime'

/** Wires the product together. Called once, from `instrumentation.ts`, when the server is about to take requests. */
export async function start(): Promise<void> {
  // In development an edit of this module runs it again; what is wired keeps running.
  if (findRuntime()) return
  let ready = true
  provideRuntime({
    handleUpgrade: (_request, socket) => refuse(socket),
    answerHot: makeAnswerHot(hotRoutes),
    isReady: () => ready,
    async stop() {
      ready = false
      await closePool()
    },
  })
}

function refuse(socket: Duplex): void {
  socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n')
}
