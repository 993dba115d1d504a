import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { listSecurityHeaders } from './list-security-headers'

/** Answers a socket that gets no HTTP response object, such as a refused upgrade, and ends it. */
export function refuseSocket(socket: Duplex, status: number, headers: Record<string, string> = {}): void {
  socket.on('error', () => socket.destroy())
  if (!socket.writable) return void socket.destroy()
  const lines = [
    ...listSecurityHeaders(),
    ...Object.entries({ ...headers, connection: 'close', 'content-length': '0' }),
  ].map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n`)
}
