import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { correlationHeader } from '@/lib/http/correlation-id'
import { getLog } from '@/lib/platform/log/log'
import { count } from '@/lib/platform/metrics/metrics'
import { type Exchange, endExchange, startExchange } from './exchange'
import type { NamePath } from './name-path'

/** The client went away before its answer was complete; nginx's word for it. */
const clientGone = 499
const largeBytes = 1_000_000

interface Carried {
  in: number
  out: number
}

/** What a connection had carried when its last request ended. */
const carried = new WeakMap<Socket, Carried>()

/** Counts a request, with its time and bytes, when its answer is complete or its connection is gone. */
export function meterRequest(namePath: NamePath, request: IncomingMessage, response: ServerResponse): void {
  // Whoever hung up while we were starting does not end once more.
  if (response.closed) return
  const exchange = startExchange(namePath, request)
  const { socket } = request
  response.on('close', () => {
    const type = response.getHeader('content-type')
    const isStream = typeof type === 'string' && type.startsWith('text/event-stream')
    const isWhole = response.writableFinished || isStream
    endExchange(exchange, isWhole ? response.statusCode : clientGone, { isTimed: !isStream })
    const bytes = takeCarried(socket)
    exchange.meter.carry(bytes)
    if (bytes.in > largeBytes) noteLarge({ exchange, direction: 'in', sizeBytes: bytes.in, response })
    if (bytes.out > largeBytes) noteLarge({ exchange, direction: 'out', sizeBytes: bytes.out, response })
  })
}

function startCarrying(socket: Socket): Carried {
  const total = { in: 0, out: 0 }
  carried.set(socket, total)
  return total
}

function takeCarried(socket: Socket): Carried {
  const total = carried.get(socket) ?? startCarrying(socket)
  const { bytesRead, bytesWritten } = socket
  const taken = { in: bytesRead - total.in, out: bytesWritten - total.out }
  total.in = bytesRead
  total.out = bytesWritten
  return taken
}

interface Large {
  exchange: Exchange
  direction: keyof Carried
  sizeBytes: number
  response: ServerResponse
}

function noteLarge({ exchange, direction, sizeBytes, response }: Large): void {
  const { method, path } = exchange.meter
  count('autograph_http_large_payloads_total', { direction })
  const correlationId = response.getHeader(correlationHeader)
  getLog('http').info({ method, route: path, direction, sizeBytes, correlationId }, 'large payload')
}
