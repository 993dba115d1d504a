import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { correlationHeader } from '@/lib/http/correlation-id'
import { getLog } from '@/lib/platform/log/log'
import { count } from '@/lib/platform/metrics/metrics'
import type { ExchangeMeter } from './exchange-meter'
import { findMeterOf } from './find-meter-of'
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

/** One request on its way. */
class Exchange {
  /** 0 until then. */
  endedAtMs = 0
  /** Once it counts as being answered. */
  meter: ExchangeMeter | null = null

  constructor(
    readonly request: IncomingMessage,
    readonly response: ServerResponse,
    readonly startedAtMs: number,
  ) {}
}

/**
 * Counts requests, with their times and bytes, when their answers are complete or their connections gone. What happens in
 * one turn of the event loop is written at its end, all of it together: amid the work of a request the same costs several
 * times as much (`npm run bench metrics`).
 */
export class RequestMeter {
  private started: Exchange[] = []
  /** Of those that were not started in this turn. */
  private ended: Exchange[] = []
  private isAwaited = false
  /** The requests of one turn have all arrived when it begins. */
  private turnAtMs = 0

  constructor(private readonly namePath: NamePath) {}

  /** To be called before anything is written. */
  add(request: IncomingMessage, response: ServerResponse): void {
    // Whoever hung up while we were starting does not end once more.
    if (response.closed) return
    if (!this.isAwaited) this.awaitTurn()
    const exchange = new Exchange(request, response, this.turnAtMs)
    this.started.push(exchange)
    response.on('close', () => {
      exchange.endedAtMs = performance.now()
      if (exchange.meter === null) return
      this.ended.push(exchange)
      if (!this.isAwaited) this.awaitTurn()
    })
  }

  /** Writes what has happened up to now. */
  write(): void {
    const { started, ended } = this
    this.started = []
    this.ended = []
    for (const exchange of ended) {
      const { meter } = exchange
      if (!meter) continue
      meter.addActive(-1)
      noteEnd(exchange, meter)
    }
    for (const exchange of started) {
      const meter = findMeterOf(this.namePath, exchange.request)
      if (exchange.endedAtMs > 0) noteEnd(exchange, meter)
      else meter.addActive(1)
      exchange.meter = meter
    }
  }

  private awaitTurn(): void {
    this.isAwaited = true
    this.turnAtMs = performance.now()
    setImmediate(() => {
      this.isAwaited = false
      this.write()
    })
  }
}

/** A stream of events, which ends when its client leaves, is counted but says nothing of how long answers take. */
function noteEnd({ request, response, startedAtMs, endedAtMs }: Exchange, meter: ExchangeMeter): void {
  const type = response.getHeader('content-type')
  const isStream = typeof type === 'string' && type.startsWith('text/event-stream')
  meter.count(response.writableFinished || isStream ? response.statusCode : clientGone)
  if (!isStream) meter.time((endedAtMs - startedAtMs) / 1_000)
  const bytes = takeCarried(request.socket)
  meter.carry(bytes)
  if (bytes.in > largeBytes) noteLarge({ meter, direction: 'in', sizeBytes: bytes.in, response })
  if (bytes.out > largeBytes) noteLarge({ meter, direction: 'out', sizeBytes: bytes.out, response })
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
  meter: ExchangeMeter
  direction: keyof Carried
  sizeBytes: number
  response: ServerResponse
}

function noteLarge({ meter: { method, path }, direction, sizeBytes, response }: Large): void {
  count('autograph_http_large_payloads_total', { direction })
  const correlationId = response.getHeader(correlationHeader)
  getLog('http').info({ method, route: path, direction, sizeBytes, correlationId }, 'large payload')
}
