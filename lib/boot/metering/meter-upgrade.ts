import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { findMeterOf } from './find-meter-of'
import type { NamePath } from './name-path'

const clientGone = 499

/** Counts a request for a live connection, and times it until it is answered: with 101, or refused. */
export function meterUpgrade(namePath: NamePath, request: IncomingMessage, socket: Duplex): void {
  if (socket.destroyed) return
  const startedAtMs = performance.now()
  const meter = findMeterOf(namePath, request)
  meter.addActive(1)
  const { write, end } = socket
  let isAnswered = false
  const answer = (status: number): void => {
    if (isAnswered) return
    isAnswered = true
    Object.assign(socket, { write, end })
    meter.addActive(-1)
    meter.count(status)
    meter.time((performance.now() - startedAtMs) / 1_000)
  }
  // Nobody tells us the answer; it is the first thing written.
  socket.write = (...written: unknown[]) => {
    answer(readStatus(written[0]))
    return Reflect.apply(write, socket, written)
  }
  socket.end = (...written: unknown[]) => {
    answer(readStatus(written[0]))
    return Reflect.apply(end, socket, written)
  }
  socket.once('close', () => answer(clientGone))
}

const readStatus = (head: unknown): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(String(head))?.[1] ?? clientGone)
